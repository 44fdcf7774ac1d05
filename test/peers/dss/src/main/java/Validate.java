import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;

/**
 * Validate ROOT.pem LIST.crl CONTAINER: what the reference validator says of a container, when it trusts the root. Prints
 * one line of key=value. Exits with 0, or with 3 if the memory does not suffice.
 */
public final class Validate {
    public static void main(String[] args) {
        try {
            System.out.println(report(args));
        } catch (OutOfMemoryError e) {
            System.out.println("indication=OUT_OF_MEMORY");
            System.exit(3);
        }
    }

    private static String report(String[] args) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(new File(args[0])));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setCrlSource(new ExternalResourcesCRLSource(args[1]));

        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(args[2]));
        validator.setCertificateVerifier(verifier);
        Reports reports = validator.validateDocument();

        StringBuilder out = new StringBuilder();
        out.append("container=").append(reports.getDiagnosticData().getContainerType());
        out.append(" signatures=").append(reports.getDiagnosticData().getSignatures().size());
        for (SignatureWrapper s : reports.getDiagnosticData().getSignatures()) {
            out.append(" format=").append(s.getSignatureFormat());
            out.append(" intact=").append(s.isSignatureIntact());
            out.append(" references=").append(s.getDigestMatchers().stream().allMatch(d -> d.isDataFound() && d.isDataIntact()));
            out.append(" covered=").append(s.getDigestMatchers().size() - 2); // without message-digest and the manifest
            out.append(" indication=").append(reports.getSimpleReport().getIndication(s.getId()));
            out.append(" sub=").append(reports.getSimpleReport().getSubIndication(s.getId()));
        }
        return out.toString();
    }
}
