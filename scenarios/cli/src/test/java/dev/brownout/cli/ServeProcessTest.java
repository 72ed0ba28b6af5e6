package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Limits of {@code serve} that the HTTP server of the JDK reads once per process. Other servers of the tests would read
 * them first, so these tests start a process.
 */
@Timeout(600)
class ServeProcessTest {
    private Process process;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        List<String> command = JavaProcess.command(Main.class.getName(), "serve", "hello-world", "--port", "0");
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (!line.startsWith("Open ")) {
            line = out.readLine();
        }
        address = URI.create(line.substring("Open ".length()));
    }

    @AfterEach
    void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Test
    void headersAreLimited() throws Exception {
        assertThat(status("X-Short: a")).contains("200");
        assertThat(status("X-Long: " + "a".repeat(200_000))).doesNotContain("200");
        String many = IntStream.range(0, 300).mapToObj(i -> "X-" + i + ": a").collect(Collectors.joining("\r\n"));
        assertThat(status(many)).doesNotContain("200");
        assertThat(status("X-Short: a")).contains("200");
    }

    /** Returns the first line of the response; empty if the server closes the connection. */
    private String status(String headers) throws IOException {
        String request = "GET " + address.getPath() + " HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n" + headers
                + "\r\n\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return response.substring(0, Math.max(0, response.indexOf('\r')));
        } catch (SocketException reset) {
            return "";
        }
    }
}
