import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/**
 * What the reference validator does with containers, in one line of key=value:
 *
 *   Peer file   ROOT.pem LIST.crl CONTAINER   validates a file
 *   Peer stream ROOT.pem LIST.crl CONTAINER   validates what comes as a stream, as a service gets it
 *   Peer sign   CERT.pem -        FILE        makes a container of a file
 *
 * Exits with 0, or with 3 if the memory does not suffice.
 */
public final class Peer {
    public static void main(String[] args) throws Exception {
        try {
            System.out.println(args[0].equals("sign") ? sign(args) : validate(args));
        } catch (Throwable e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof OutOfMemoryError) {
                    System.out.println("indication=OUT_OF_MEMORY");
                    System.exit(3);
                }
            }
            throw e;
        }
    }

    private static String validate(String[] args) throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(new File(args[1])));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setCrlSource(new ExternalResourcesCRLSource(new FileInputStream(args[2])));

        DSSDocument container = args[0].equals("stream")
            ? new InMemoryDocument(new FileInputStream(args[3]), "container.asice")
            : new FileDocument(args[3]);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(container);
        validator.setCertificateVerifier(verifier);
        Reports reports = validator.validateDocument();

        StringBuilder out = new StringBuilder();
        out.append("container=").append(reports.getDiagnosticData().getContainerType());
        out.append(" signatures=").append(reports.getDiagnosticData().getSignatures().size());
        for (SignatureWrapper s : reports.getDiagnosticData().getSignatures()) {
            out.append(" format=").append(s.getSignatureFormat());
            out.append(" intact=").append(s.isSignatureIntact());
            out.append(" references=").append(s.getDigestMatchers().stream().allMatch(d -> d.isDataFound() && d.isDataIntact()));
            out.append(" covered=").append(s.getDigestMatchers().stream()
                .filter(d -> d.getType() == DigestMatcherType.MANIFEST_ENTRY && d.isDataIntact()).count());
            out.append(" indication=").append(reports.getSimpleReport().getIndication(s.getId()));
            out.append(" sub=").append(reports.getSimpleReport().getSubIndication(s.getId()));
        }
        return out.toString();
    }

    /** The key is a new one and not that of the certificate: only the cost of making the container is of interest. */
    private static String sign(String[] args) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();

        ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_E);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(DSSUtils.loadCertificate(new File(args[1])));
        ASiCWithCAdESService service = new ASiCWithCAdESService(new CommonCertificateVerifier());
        List<DSSDocument> documents = List.of(new FileDocument(args[3]));

        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.getPrivate());
        signature.update(service.getDataToSign(documents, parameters).getBytes());
        DSSDocument container = service.signDocument(documents, parameters,
            new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signature.sign()));
        container.save("signed.tmp");
        Files.delete(Path.of("signed.tmp"));
        return "indication=SIGNED";
    }
}
