package dev.brownout.workbench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * HTTP server of the workbench page, of the engine of this process, and of the guesses of a class. Its address contains
 * a random secret of 128 bits. A client that knows the address can run any scenario; all requests without the secret
 * fail. The server writes no file. It reads only files that the initial scenario may refer to.
 *
 * <p>The resources below the address are:
 *
 * <ul>
 *   <li>the static files of the page; {@code index.html} is also the resource of the address itself;
 *   <li>{@code initial.json}: the initial scenario with the files that it refers to;
 *   <li>{@code call/NAME}: a call to the engine, with a JSON array of arguments; the response is a stream of lines;
 *   <li>{@code cancel}: cancels the calls of a browser tab;
 *   <li>{@code class/guess}, {@code class/guesses} and {@code class/clear}: the guesses of a class, if there is one.
 * </ul>
 */
public final class Workbench implements AutoCloseable {
    private static final int SECRET_BYTES = 16;
    private static final String CALL = "call/";
    private static final Set<String> POSTED = Set.of("cancel", "class/guess", "class/clear");
    private static final int CONNECTIONS = 512;
    private static final int REQUEST_SECONDS = 10;
    private static final int HEADER_BYTES = 32 << 10;
    private static final int HEADERS = 100;
    private static final int MOST_CALL_BYTES = 32 << 20;

    /*
     * Limits of the JDK's HTTP server, which reads these properties once (module {@code jdk.httpserver}). A client with
     * many connections or a slow request cannot occupy memory or threads for long.
     */
    static {
        limit("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        limit("sun.net.httpserver.maxReqHeaders", HEADERS);
        limit("sun.net.httpserver.maxReqHeaderSize", HEADER_BYTES);
        limit("sun.net.httpserver.maxIdleConnections", CONNECTIONS);
        limit("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private final ShippedLibrary library = new ShippedLibrary();
    private final String secret = secret();
    private final String teacherKey = secret();
    private final ClassHandler liveClass;
    private final InitialScenario initial;
    private final ServedPage page;
    private final CallHandler calls;
    private final HttpServer server;
    private final OriginCheck origins;
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, CONNECTIONS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), Workbench::thread);

    /**
     * Starts the server.
     *
     * @param initial scenario that the page shows first
     * @param address local address to bind to
     * @param port port to listen on; 0 for any free port
     * @throws IOException if the server cannot listen there, for example because the port is in use
     */
    public Workbench(InitialScenario initial, ServedPage page, InetAddress address, int port) throws IOException {
        this(initial, page, address, port, System::nanoTime);
    }

    /** Starts a server with another monotonic time for the limit of guesses, in ns. */
    Workbench(InitialScenario initial, ServedPage page, InetAddress address, int port, LongSupplier nanoTime)
            throws IOException {
        this.liveClass = new ClassHandler(page.hasClass(), teacherKey, nanoTime);
        this.initial = initial;
        this.page = page;
        this.origins = new OriginCheck(address);
        this.server = HttpServer.create(new InetSocketAddress(address, port), CONNECTIONS);
        this.calls = new CallHandler(
                initial,
                new RequestBodies(MOST_CALL_BYTES),
                Runtime.getRuntime().availableProcessors());
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

    /** Returns the address of the page; the loopback address if the server is bound to all interfaces. */
    public URI address() {
        InetAddress bound = server.getAddress().getAddress();
        return address(bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound);
    }

    /** Returns the address of the page for the teacher of a class. */
    public URI teacherAddress() {
        return address().resolve("?teacher=" + teacherKey);
    }

    /** Returns whether the server is bound to the loopback address, which no other machine reaches. */
    public boolean isLocal() {
        return server.getAddress().getAddress().isLoopbackAddress();
    }

    /**
     * Returns the addresses of the page for other machines with the names of their network interfaces; empty if no
     * other machine reaches the server.
     */
    public Map<URI, String> networkAddresses() throws SocketException {
        InetAddress bound = server.getAddress().getAddress();
        Map<URI, String> addresses = new TreeMap<>();
        NetworkInterface.networkInterfaces()
                .forEach(network -> network.inetAddresses()
                        .filter(address -> !address.isLoopbackAddress())
                        .filter(address ->
                                bound.isAnyLocalAddress() ? !address.isLinkLocalAddress() : address.equals(bound))
                        .forEach(address -> addresses.put(address(address), network.getDisplayName())));
        return addresses;
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
            Optional<String> refusal = origins.refusal(exchange.getRequestHeaders());
            if (refusal.isPresent()) {
                HttpReply.text(HttpReply.FORBIDDEN, refusal.get()).send(exchange);
            } else if (path == null || !path.startsWith(home)) {
                HttpReply.text(HttpReply.NOT_FOUND, "not found").send(exchange);
            } else {
                answer(exchange, path.substring(home.length()));
            }
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        String method = exchange.getRequestMethod();
        boolean posted = path.startsWith(CALL) || POSTED.contains(path);
        if (!(posted ? method.equals("POST") : method.equals("GET") || method.equals("HEAD"))) {
            HttpReply.text(HttpReply.WRONG_METHOD, "expected " + (posted ? "POST" : "GET"))
                    .send(exchange);
        } else if (path.startsWith(CALL)) {
            calls.call(exchange, path.substring(CALL.length()));
        } else {
            reply(exchange, path).send(exchange);
        }
    }

    /** Returns the reply to a request. An internal error becomes a reply, as a broken connection has no message. */
    private HttpReply reply(HttpExchange exchange, String path) throws IOException {
        try {
            return switch (path) {
                case "cancel" -> calls.cancel(exchange);
                case "initial.json" -> HttpReply.json(initial.json(library));
                case "class/guess" -> liveClass.guess(exchange);
                case "class/guesses" -> liveClass.guesses(exchange);
                case "class/clear" -> liveClass.clear(exchange);
                default -> page.reply(path);
            };
        } catch (RuntimeException | StackOverflowError bug) {
            return HttpReply.text(HttpReply.FAILED, "internal error");
        }
    }

    /** Returns the queue of the runs. */
    RunQueue runs() {
        return calls.runs();
    }

    /** Stops the server and cancels all runs. */
    @Override
    public void close() {
        calls.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
