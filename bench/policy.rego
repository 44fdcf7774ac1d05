# The conditions are data: conjunctions of disjunctions of conjunctions of
# literals. A value is 0 (false), 1 (open) or 2 (true), so that "and" is min and
# "or" is max. Undefined is never used for open: a comprehension would drop it.
package comity

ways := [way |
	some x in input.ways
	plan := data.plans[x.plan]
	conditions := [{"value": value, "reasons": reasons} |
		some condition in plan.conditions
		reasons := [[[x.values[l] | some l in conjunction] | some conjunction in clause] | some clause in condition]
		value := min([max([min(conjunction) | some conjunction in clause]) | some clause in reasons])
	]
	must := [conditions[i].value | some i in plan.must]
	refused := [spared | some i in plan.shall; spared := 2 - conditions[i].value]
	way := {"conditions": conditions, "outcome": min(array.concat(x.given, array.concat(must, refused)))}
]

offences := [law |
	some source in input.sources
	law := [{"value": value, "reasons": reasons} |
		some offence in data.laws[source]
		reasons := [[[input.conduct[l] | some l in conjunction] | some conjunction in clause] | some clause in offence]
		value := min([max([min(conjunction) | some conjunction in clause]) | some clause in reasons])
	]
]
