import java.io.IOException;
import java.util.List;

/** The measure: one RSA-2048 signature of OpenSSL on this machine. */
final class Signature {

    private Signature() {}

    /** Microseconds of CPU time. */
    static double measure() throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder("openssl", "speed", "-seconds", "3", "-mr", "rsa2048")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> answer = new String(openssl.getInputStream().readAllBytes()).lines().toList();
        openssl.waitFor();
        // +F2:2:2048:a signature:a verification; in seconds, or for newer ones how many in a second
        return answer.stream()
                .filter(line -> line.startsWith("+F2:"))
                .mapToDouble(line -> Double.parseDouble(line.split(":")[3]))
                .map(figure -> figure < 1 ? figure * 1e6 : 1e6 / figure)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("openssl speed said nothing"));
    }
}
