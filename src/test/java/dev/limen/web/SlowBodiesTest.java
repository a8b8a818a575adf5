package dev.limen.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.limen.support.FewConnections;
import dev.limen.support.Provider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where there are few threads, whoever sends slowly must not have them. */
@QuarkusTest
@TestProfile(FewConnections.class)
@Timeout(60)
class SlowBodiesTest {

    private static final URI PROVIDER = Provider.uri();

    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void halfBodiesHoldNoThread() throws IOException {
        for (int i = 0; i < 2 * FewConnections.WORKERS; i++) {
            begin("Content-Length: 100", "grant_type=");
        }
        given().get(PROVIDER.resolve("/authorize")).then().statusCode(400);
        given().formParam("grant_type", "nothing")
                .post(PROVIDER.resolve("/token"))
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedWhereItGetsTooLong() throws IOException {
        Socket socket = begin("Transfer-Encoding: chunked", "");
        byte[] chunk = ("8000\r\n" + "a".repeat(0x8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        String answer = "";
        try {
            for (int i = 0; i < 9; i++) {
                socket.getOutputStream().write(chunk);
            }
            answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } catch (IOException hungUp) {
            // who is still sending may not get to read the answer
        }
        assertThat(answer).isIn("HTTP/1.1 413", "");
    }

    @Test
    void aRefusalEndsTheConnection() throws IOException {
        Socket socket = begin("Transfer-Encoding: chunked", "");
        byte[] chunk = ("8000\r\n" + "a".repeat(0x8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> {
                    while (true) {
                        socket.getOutputStream().write(chunk);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void whoWaitsToBeToldToGoOnIsTold() throws IOException {
        Socket socket = begin("Content-Length: 18\r\nExpect: 100-continue", "");
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        assertThat(answers.readLine()).startsWith("HTTP/1.1 100");
        assertThat(answers.readLine()).isEmpty();
        socket.getOutputStream().write("grant_type=nothing".getBytes(StandardCharsets.US_ASCII));
        assertThat(answers.readLine()).startsWith("HTTP/1.1 401");
    }

    private Socket begin(String header, String body) throws IOException {
        Socket socket = new Socket(PROVIDER.getHost(), PROVIDER.getPort());
        slow.add(socket);
        String head = "POST /token HTTP/1.1\r\nHost: " + PROVIDER.getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n" + header + "\r\n\r\n" + body;
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }
}
