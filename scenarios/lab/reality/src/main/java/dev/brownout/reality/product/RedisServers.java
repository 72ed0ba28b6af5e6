package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import java.io.IOException;
import java.util.Collection;

/** Processes and commands of Redis, for clients with version 2 of its protocol. */
final class RedisServers {
    private final LineConnections connections = new LineConnections();

    /**
     * Starts a server without persistence on a port.
     *
     * @param core number of its core, or {@code 0,1} for both
     * @param options further options, separated by spaces
     */
    static void start(Processes processes, String name, String core, int port, String options) throws IOException {
        processes.start(
                name,
                ("{} -c {} {} --bind 127.0.0.1 --port {} --save {} --appendonly no " + options).trim(),
                Lab.program("taskset"),
                core,
                Lab.program("redis-server"),
                port,
                "");
    }

    /** Returns the response to a command: a line, the bytes of a value, the lines of a list, or null for nil. */
    String command(int port, int timeoutMillis, String... words) throws Exception {
        StringBuilder message = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            message.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        return connections.exchange(port, timeoutMillis, connection -> {
            connection.send(message.toString());
            return response(connection);
        });
    }

    private static String response(LineConnections.Connection connection) throws Exception {
        String line = connection.line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '-' -> throw new Call.Failure(rest.split(" ", 2)[0]);
            case '$' ->
                rest.equals("-1")
                        ? null
                        : connection.text(Integer.parseInt(rest) + 2).trim();
            case '*' -> {
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < Integer.parseInt(rest); i++) {
                    all.append(response(connection)).append('\n');
                }
                yield all.toString();
            }
            default -> rest;
        };
    }

    /** Returns the number of keys that a server does not have. */
    long lost(int port, Collection<String> keys) throws Exception {
        long lost = 0;
        for (String key : keys) {
            if (command(port, 1000, "GET", key) == null) {
                lost++;
            }
        }
        return lost;
    }
}
