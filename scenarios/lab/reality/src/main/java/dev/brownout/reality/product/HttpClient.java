package dev.brownout.reality.product;

import dev.brownout.reality.Http;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTTP client with connections that are reused. The detail of a response is its field {@code x-from}. A status other
 * than 200 is a failure with the status as its word.
 */
final class HttpClient implements Call {
    private final InetSocketAddress target;
    private final String path;
    private final Deque<Http> idle = new ArrayDeque<>();

    /**
     * Creates a client.
     *
     * @param path requested path; each {@code #} is replaced by the number of the call
     */
    HttpClient(InetSocketAddress target, String path) {
        this.target = target;
        this.path = path;
    }

    @Override
    public String send(int number, int timeoutMillis) throws Exception {
        long until = System.nanoTime() + timeoutMillis * 1_000_000L;
        Http connection = connection(timeoutMillis);
        boolean kept = false;
        try {
            connection.timeout((int) Math.max(1, (until - System.nanoTime()) / 1_000_000));
            connection.get(path.replace("#", Integer.toString(number)));
            Http.Message answer = connection.next();
            if (answer == null) {
                throw new Failure("closed");
            }
            kept = !"close".equals(answer.fields().get("connection"));
            String status = answer.first().split(" ", 3)[1];
            if (!status.equals("200")) {
                throw new Failure(status);
            }
            return answer.fields().getOrDefault("x-from", "");
        } catch (IOException failed) {
            kept = false;
            throw failed;
        } finally {
            if (kept) {
                synchronized (idle) {
                    idle.push(connection);
                }
            } else {
                connection.close();
            }
        }
    }

    private Http connection(int timeoutMillis) throws IOException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        Socket socket = new Socket();
        socket.connect(target, timeoutMillis);
        return new Http(socket);
    }
}
