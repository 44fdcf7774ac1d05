package main

// newMatter is a matter to start from. It is a whole one, so that it can be
// asked as it stands; a test does.
const newMatter = `# A matter: who asks whom, when, for what, about which conduct.
# Only requesting, requested, on and measure must be given. What is left out is unknown, never false.
# Codes: comity law list acts|elements|minds|measures|facts. Fields: docs/spec/matter.md.
title: Access to a mail server

requesting: KEN          # the state that asks: ISO 3166 code, or its name in one of six languages
requested: JPN           # the state that is asked
on: 2026-11-20           # the day of the request
measure: preservation    # a measure (comity law list measures) or an aim: freeze, subscriber-data, traffic-data,
                         # content, live-data, person, recognition, confiscation, testimony
# authority: prosecutor  # who issues or validates: judge, court, investigating-judge, prosecutor, police, ...

data:
  categories: [traffic]  # subscriber, identification, traffic, content, computer-data-any, domain-registration
  holder: provider       # provider, authority, person, bank, unknown
  location: JPN          # where the data lie: a state, or unknown

conduct:
  on: 2026-11-18         # its law is that of this day
  acts: [access, copy-or-obtain-data]   # complete if given: what is not in it was not done
  facts: [security-measure-infringed, target-networked, access-via-telecom-line, intent-to-gain-access, data-obtained]
  absent: [state-system]                # known to be false; what is in neither list is not known
  mens_rea: [intent]                    # complete if given: negligence, recklessness, intent, bad-faith, dishonest, fraudulent
  without_right: true
  acted_in: [NGA]        # where it was done
  effects_in: [KEN]      # where it took effect
  systems_in: [KEN]      # where the systems are

offence:
  requesting: ken.cmca.14   # in the law of the requesting state (comity law show KEN); may be left out
  max_penalty_years: 3      # a number, or life

persons:
- {role: suspect, nationality: [NGA], present_in: JPN}   # residence and age may be added
victims:
- {nationality: [KEN], state: false}

circumstances:           # true or false; leave out what is not known (comity law list facts)
  danger_to_life: false
  political: false
  military: false

# events:                # for the clocks: a day, or an instant with its zone
#   receipt: 2026-11-20T17:10:00+09:00
`
