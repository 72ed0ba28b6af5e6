package dev.brownout.workbench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A server of one page, in which scenarios are changed and run, and of the reports of these runs. Whoever knows its
 * address may run what he likes, and nobody else: a part of the address is drawn at random, and to all others the
 * server has nothing. It writes no file, and reads those alone that the scenario it was begun with may name.
 *
 * <p>Beneath that address: the page itself; {@code scenario/NAME}, a text of the library; {@code run}, to which a text
 * is posted, and which answers when it has run, with the address of its report and its verdict, or with what is wrong
 * with the text; {@code progress} of that; {@code stop}; and {@code report/N}.
 */
public final class Workbench implements AutoCloseable {
    private static final int SECRET_BYTES = 16;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final int THREADS = 32;
    private static final int CONNECTIONS = 128;
    private static final int REQUEST_SECONDS = 10;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int TOO_LARGE = 413;
    private static final int FAILED = 500;

    /*
     * The limits of the JDK's server, which it reads once from these properties (module {@code jdk.httpserver}): a
     * client that opens many connections, or sends its request slowly, holds neither memory nor threads for long.
     */
    static {
        limit("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        limit("sun.net.httpserver.maxIdleConnections", THREADS);
        limit("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private final ShippedLibrary library = new ShippedLibrary();
    private final String secret = secret();
    private final InitialScenario opened;
    private final RunQueue bench;
    private final HttpServer server;
    private final Gate gate;
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(CONNECTIONS), Workbench::thread);

    /** What is answered: a number of HTTP, a type, and a text. */
    private record Answer(int status, String type, String text) {}

    /**
     * Begins to serve.
     *
     * @param opened what the page shows first
     * @param address of this machine, on which it is heard
     * @param port on which it is heard; 0 for any that is free
     * @throws IOException if it cannot be heard there, as when another program is
     */
    public Workbench(InitialScenario opened, InetAddress address, int port) throws IOException {
        this.opened = opened;
        this.bench = new RunQueue(opened);
        this.gate = new Gate(address);
        this.server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "workbench");
        thread.setDaemon(true);
        return thread;
    }

    private static String secret() {
        byte[] drawn = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /** The address of the page; that of the loopback network where it is served on all networks of this machine. */
    public URI address() {
        InetAddress bound = server.getAddress().getAddress();
        return address(bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound);
    }

    /** The addresses at which other machines reach the page, where it is served on all networks; else none. */
    public List<URI> addressesElsewhere() throws SocketException {
        return server.getAddress().getAddress().isAnyLocalAddress()
                ? NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                        .map(this::address)
                        .sorted()
                        .toList()
                : List.of();
    }

    private URI address(InetAddress address) {
        String host = address.getHostAddress().replaceFirst("%.*", "");
        int port = server.getAddress().getPort();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + secret + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String home = "/" + secret + "/";
            Optional<String> refusal = gate.refusal(exchange.getRequestHeaders());
            Answer answer = refusal.isPresent()
                    ? new Answer(FORBIDDEN, TEXT, refusal.get() + "\n")
                    : path.startsWith(home)
                            ? guarded(exchange, path.substring(home.length()))
                            : new Answer(NOT_FOUND, TEXT, "nothing is here\n");
            byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            boolean body = !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), body && bytes.length > 0 ? bytes.length : -1);
            if (body) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** What is answered, also where the program fails: a connection that breaks says nothing. */
    private Answer guarded(HttpExchange exchange, String path) throws IOException {
        try {
            return answer(exchange, path);
        } catch (RuntimeException | StackOverflowError bug) {
            return new Answer(FAILED, TEXT, "refused\ninternal error: " + bug + "\n");
        }
    }

    private Answer answer(HttpExchange exchange, String path) throws IOException {
        String method = exchange.getRequestMethod();
        boolean posted = path.equals("run") || path.equals("stop");
        if (!(posted ? method.equals("POST") : method.equals("GET") || method.equals("HEAD"))) {
            return new Answer(WRONG_METHOD, TEXT, "expected " + (posted ? "POST" : "GET") + "\n");
        }
        return switch (path) {
            case "" -> new Answer(OK, HTML, WorkbenchPage.of(opened, library.entries()));
            case "page.css" -> new Answer(OK, "text/css; charset=utf-8", file(path));
            case "page.js" -> new Answer(OK, "text/javascript; charset=utf-8", file(path));
            case "progress" -> new Answer(OK, TEXT, bench.progress());
            case "run" -> run(exchange);
            case "stop" -> {
                bench.stop();
                yield new Answer(OK, TEXT, "");
            }
            default -> found(path);
        };
    }

    private Answer found(String path) {
        Optional<Answer> found = Optional.empty();
        if (path.startsWith("report/")) {
            found = bench.report(path.substring("report/".length())).map(page -> new Answer(OK, HTML, page));
        } else if (path.startsWith("scenario/")) {
            found = library.text(path.substring("scenario/".length())).map(text -> new Answer(OK, TEXT, text));
        }
        return found.orElse(new Answer(NOT_FOUND, TEXT, "nothing is here\n"));
    }

    private Answer run(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(YamlReader.MOST_BYTES + 1);
        if (body.length > YamlReader.MOST_BYTES) {
            return new Answer(TOO_LARGE, TEXT, "a scenario has at most " + YamlReader.MOST_BYTES + " bytes\n");
        }
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        String name = query.startsWith("name=")
                ? URLDecoder.decode(query.substring("name=".length()), StandardCharsets.UTF_8)
                : opened.name();
        return new Answer(OK, TEXT, bench.run(name, new String(body, StandardCharsets.UTF_8)));
    }

    /** A file that comes with the program, beside this class. */
    static String file(String name) {
        try (InputStream file = Workbench.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of the workbench cannot be read", e);
        }
    }

    /** Serves no longer, and stops what runs. */
    @Override
    public void close() {
        bench.stop();
        server.stop(0);
        threads.shutdownNow();
    }
}
