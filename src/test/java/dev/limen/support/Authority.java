package dev.limen.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of the tests: made anew, trusted by nobody but who is told to. */
public final class Authority {

    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final KeyPurposeId[] BOTH = {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth};
    private static final char[] NO_PASSWORD = new char[0];

    /** A certificate with its key. */
    public record Identity(X509Certificate certificate, PrivateKey key, Optional<X509Certificate> issuer) {

        /** The certificate, followed by its issuer's. */
        public X509Certificate[] chain() {
            return issuer.map(i -> new X509Certificate[] {certificate, i}).orElse(new X509Certificate[] {certificate});
        }

        /** TLS with this certificate, which trusts an authority. */
        public SSLContext tls(X509Certificate trusted) {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("key", key, NO_PASSWORD, chain());
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store, NO_PASSWORD);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), trusting(trusted), null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Keeps the identity in a file, for a test that another class loader has begun. */
        public Identity store(Path file) {
            try (OutputStream out = Files.newOutputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("key", key, NO_PASSWORD, chain());
                store.store(out, NO_PASSWORD);
                return this;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The identity that was kept in a file. */
        public static Identity load(Path file) {
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, NO_PASSWORD);
                Certificate[] chain = store.getCertificateChain("key");
                return new Identity(
                        (X509Certificate) chain[0],
                        (PrivateKey) store.getKey("key", NO_PASSWORD),
                        chain.length > 1 ? Optional.of((X509Certificate) chain[1]) : Optional.empty());
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Writes the chain and the key, as PEM, into two files of a directory. */
        public void write(Path directory, String name) {
            try {
                Files.createDirectories(directory);
                StringBuilder chain = new StringBuilder();
                for (X509Certificate one : chain()) {
                    chain.append(pem(one));
                }
                Files.writeString(directory.resolve(name + ".crt"), chain);
                StringWriter text = new StringWriter();
                try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                    writer.writeObject(new JcaPKCS8Generator(key, null));
                }
                Files.writeString(directory.resolve(name + ".key"), text.toString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Identity root;

    private Authority(Identity root) {
        this.root = root;
    }

    /** A new authority. */
    public static Authority named(String name) {
        KeyPair pair = pair();
        return new Authority(new Identity(
                sign("CN=" + name, pair, "CN=" + name, pair.getPrivate(), List.of(), Optional.empty()),
                pair.getPrivate(),
                Optional.empty()));
    }

    public X509Certificate certificate() {
        return root.certificate();
    }

    /** The authority that was kept, as an identity. */
    public static Authority of(Identity root) {
        return new Authority(root);
    }

    public Identity identity() {
        return root;
    }

    /** A certificate of this authority for a new key. */
    public Identity issue(String subject, GeneralName... names) {
        return issue(subject, BOTH, names);
    }

    /** A certificate of this authority that may not be used by clients. */
    public Identity issueForServersAlone(String subject) {
        return issue(subject, new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth});
    }

    private Identity issue(String subject, KeyPurposeId[] purposes, GeneralName... names) {
        KeyPair pair = pair();
        String issuer = root.certificate().getSubjectX500Principal().getName();
        return new Identity(
                sign(subject, pair, issuer, root.key(), List.of(names), Optional.of(purposes)),
                pair.getPrivate(),
                Optional.of(root.certificate()));
    }

    /** A certificate of a server on this host. */
    public Identity server(String host) {
        boolean address = host.matches("[\\d.]+");
        return issue("CN=" + host, new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }

    /** A certificate that nobody vouches for. */
    public static Identity selfSigned(String subject) {
        KeyPair pair = pair();
        return new Identity(
                sign(subject, pair, subject, pair.getPrivate(), List.of(), Optional.of(BOTH)),
                pair.getPrivate(),
                Optional.empty());
    }

    /** TLS of a client without a certificate, which trusts this authority. */
    public SSLContext trustingTls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusting(root.certificate()), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(X509Certificate certificate) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static TrustManager[] trusting(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static X509Certificate sign(
            String subject,
            KeyPair pair,
            String issuer,
            PrivateKey issuerKey,
            List<GeneralName> names,
            Optional<KeyPurposeId[]> purposes) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            name(issuer),
                            BigInteger.valueOf(SERIAL.getAndIncrement()),
                            Date.from(Instant.now().minus(Duration.ofHours(1))),
                            Date.from(Instant.now().plus(Duration.ofDays(2))),
                            name(subject),
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(purposes.isEmpty()));
            if (purposes.isPresent()) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
                }));
            }
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the order of RFC 4514, which is not the one of the certificate. */
    private static X500Name name(String text) {
        return X500Name.getInstance(new X500Principal(text).getEncoded());
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
