package dev.brownout.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A browser tab, as the server sees it. */
final class PageClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI home;
    private final String tab;

    PageClient(URI home, String tab) {
        this.home = home;
        this.tab = tab;
    }

    /** The lines of the response to a call. */
    record Response(int status, List<JsonNode> lines) {
        JsonNode last() {
            return lines.get(lines.size() - 1);
        }

        JsonNode value() {
            assertThat(last().path("type").asText()).as(last().toString()).isEqualTo("result");
            return last().path("value");
        }

        String message() {
            assertThat(last().path("type").asText()).as(last().toString()).isEqualTo("error");
            return last().path("message").asText();
        }

        List<Integer> places() {
            return lines.stream()
                    .filter(line -> line.path("type").asText().equals("queued"))
                    .map(line -> line.path("place").asInt())
                    .toList();
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(home.resolve(path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<InputStream> getCompressed(String path, String accepted) throws IOException, InterruptedException {
        return sendCompressed(HttpRequest.newBuilder(home.resolve(path)), accepted);
    }

    HttpResponse<InputStream> callCompressed(String name, Object... arguments)
            throws IOException, InterruptedException {
        return sendCompressed(requestBuilder("call/" + name, json(arguments)), "gzip, deflate, br");
    }

    private HttpResponse<InputStream> sendCompressed(HttpRequest.Builder request, String accepted)
            throws IOException, InterruptedException {
        return client.send(request.header("Accept-Encoding", accepted).build(), BodyHandlers.ofInputStream());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path, body), BodyHandlers.ofString());
    }

    /** Sends a request to clear guesses, with a key of the teacher. */
    HttpResponse<String> clear(String key, String body) throws IOException, InterruptedException {
        return client.send(
                requestBuilder("class/clear", body).header("X-Teacher", key).build(), BodyHandlers.ofString());
    }

    HttpRequest request(String path, String body) {
        return requestBuilder(path, body).build();
    }

    private HttpRequest.Builder requestBuilder(String path, String body) {
        return HttpRequest.newBuilder(home.resolve(path)).header("X-Tab", tab).POST(BodyPublishers.ofString(body));
    }

    static String json(Object... values) throws IOException {
        return JSON.writeValueAsString(values);
    }

    static JsonNode tree(String json) throws IOException {
        return JSON.readTree(json);
    }

    static Response response(HttpResponse<String> response) {
        return new Response(
                response.statusCode(),
                response.body().lines().map(PageClient::line).toList());
    }

    private static JsonNode line(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    Response call(String name, Object... arguments) throws IOException, InterruptedException {
        return response(post("call/" + name, json(arguments)));
    }

    /** Response of a call after the arrival of its headers, so that the call is in the queue of the server. */
    record StartedCall(int status, Stream<String> lines) {
        /** Waits for the end of the call. */
        Response end() {
            return new Response(status, lines.map(PageClient::line).toList());
        }
    }

    /** Starts a call, and waits until it is in the queue of the server. */
    StartedCall start(String name, Object... arguments) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response =
                client.send(request("call/" + name, json(arguments)), BodyHandlers.ofLines());
        return new StartedCall(response.statusCode(), response.body());
    }

    Response run(String name, String text) throws IOException, InterruptedException {
        return call("run", text, Map.of("name", name));
    }

    /** Begins a call on a connection of its own, and reads the first bytes of the response. */
    Socket beginCall(String name, Object... arguments) throws IOException {
        byte[] body = json(arguments).getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket(home.getHost(), home.getPort());
        socket.getOutputStream()
                .write(("POST " + home.getPath() + "call/" + name + " HTTP/1.1\r\nHost: localhost\r\nX-Tab: " + tab
                                + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(body);
        InputStream answer = socket.getInputStream();
        assertThat(new String(answer.readNBytes(15), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }
}
