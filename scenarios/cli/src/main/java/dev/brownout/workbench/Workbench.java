package dev.brownout.workbench;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.library.ShippedLibrary.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * HTTP server of a web page for editing and running scenarios, and of the reports of these runs. Its address contains a
 * random secret of 128 bits. A client that knows the address can run any scenario; all requests without the secret
 * fail. The server writes no file. It reads only files that the initial scenario may refer to.
 *
 * <p>The resources below the address are:
 *
 * <ul>
 *   <li>the page itself;
 *   <li>{@code scenario/NAME}: the text of a scenario of the library;
 *   <li>{@code run}: runs a posted text; the response contains the address of the report and the verdict, or the
 *       problems of the text;
 *   <li>{@code progress}: the progress of the current run;
 *   <li>{@code stop}: cancels the current run;
 *   <li>{@code report/N}: the report of a run;
 *   <li>{@code site/PATH}: a file of the static site, if there is one.
 * </ul>
 */
public final class Workbench implements AutoCloseable {
    private static final int SECRET_BYTES = 16;
    private static final String SITE = "site/";
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
     * Limits of the JDK's HTTP server, which reads these properties once (module {@code jdk.httpserver}). A client with
     * many connections or a slow request cannot occupy memory or threads for long.
     */
    static {
        limit("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        limit("sun.net.httpserver.maxIdleConnections", THREADS);
        limit("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private final ShippedLibrary library = new ShippedLibrary();
    private final String secret = secret();
    private final InitialScenario opened;
    private final Optional<StaticSite> site;
    private final RunQueue bench;
    private final HttpServer server;
    private final Gate gate;
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(CONNECTIONS), Workbench::thread);

    /** HTTP response: a status code, a content type, and a body. */
    private record Answer(int status, String type, byte[] body) {
        Answer(int status, String type, String text) {
            this(status, type, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Starts the server.
     *
     * @param opened scenario that the page shows first
     * @param site static site to serve below {@code site/}; empty for none
     * @param address local address to bind to
     * @param port port to listen on; 0 for any free port
     * @throws IOException if the server cannot listen there, for example because the port is in use
     */
    public Workbench(InitialScenario opened, Optional<StaticSite> site, InetAddress address, int port)
            throws IOException {
        this.opened = opened;
        this.site = site;
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

    /** Returns the address of the page; the loopback address if the server is bound to all interfaces. */
    public URI address() {
        InetAddress bound = server.getAddress().getAddress();
        return address(bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound);
    }

    /** Returns the address of the static site; empty if there is none. */
    public Optional<URI> siteAddress() {
        return site.map(present -> address().resolve(SITE));
    }

    /** Returns the addresses of the page for other hosts if the server is bound to all interfaces; else empty. */
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
                            : new Answer(NOT_FOUND, TEXT, "not found\n");
            byte[] bytes = answer.body();
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

    /**
     * Returns the response to a request. An internal error becomes a response of status 500, as a broken connection
     * would tell the client nothing.
     */
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
        } else if (path.startsWith(SITE) && site.isPresent()) {
            String name = path.substring(SITE.length());
            found = site.get().file(name).map(bytes -> new Answer(OK, StaticSite.type(name), bytes));
        } else if (path.startsWith("scenario/")) {
            found = library.text(path.substring("scenario/".length())).map(text -> new Answer(OK, TEXT, text));
        }
        return found.orElse(new Answer(NOT_FOUND, TEXT, "not found\n"));
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

    /** Returns the text of a resource of the program beside this class. */
    static String file(String name) {
        try (InputStream file = Workbench.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of the workbench cannot be read", e);
        }
    }

    /** Stops the server and cancels the current run. */
    @Override
    public void close() {
        bench.stop();
        server.stop(0);
        threads.shutdownNow();
    }

    /** HTML page of the workbench: an editor for a scenario beside the report of its run. */
    private static final class WorkbenchPage {
        private WorkbenchPage() {}

        /** Returns the page with the text of the initial scenario and a list of all scenarios of the library. */
        static String of(InitialScenario initial, List<Entry> entries) {
            return Workbench.file("page.html")
                    .replace("<!-- scenarios -->", scenarioOptions(initial, entries))
                    .replace("<!-- text -->", escapeHtml(initial.text()));
        }

        private static String scenarioOptions(InitialScenario initial, List<Entry> entries) {
            StringBuilder options = new StringBuilder();
            if (initial.file().isPresent()) {
                option(options, initial.name(), initial.name() + ".yaml", true);
            }
            String group = "";
            for (Entry entry : entries) {
                if (!entry.group().equals(group)) {
                    options.append(group.isEmpty() ? "" : "</optgroup>");
                    group = entry.group();
                    options.append("<optgroup label=\"")
                            .append(escapeHtml(group))
                            .append("\">");
                }
                boolean selected = initial.file().isEmpty() && entry.name().equals(initial.name());
                option(options, entry.name(), entry.name(), selected);
            }
            return options.append("</optgroup>").toString();
        }

        private static void option(StringBuilder options, String value, String label, boolean selected) {
            options.append("<option value=\"").append(escapeHtml(value)).append('"');
            options.append(selected ? " selected>" : ">")
                    .append(escapeHtml(label))
                    .append("</option>");
        }

        private static String escapeHtml(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
        }
    }

    /**
     * Check of the request headers {@code Host} and {@code Origin}. With DNS rebinding, a foreign site resolves its own
     * name to this host and sends that name as {@code Host}. A page of a foreign site that posts to this server sends
     * its own {@code Origin}.
     */
    private static final class Gate {
        /** Numeric IP address with an optional port. Such a host is safe because it involves no name server. */
        private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d+)?");

        private final Set<String> names = new TreeSet<>(Set.of("localhost"));

        /**
         * Creates a check that allows the names of this host, besides numeric addresses and {@code localhost}.
         *
         * @param bound address that the server is bound to
         */
        Gate(InetAddress bound) {
            names.add(bound.getHostName().toLowerCase(Locale.ROOT));
            try {
                names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
            } catch (UnknownHostException nameless) {
                names.remove("");
            }
        }

        /** Returns the reason why a request with these headers is rejected; empty if it is allowed. */
        Optional<String> refusal(Headers headers) {
            String host = headers.getFirst("Host");
            if (host == null || !known(host.toLowerCase(Locale.ROOT))) {
                return Optional.of("unknown host name; use the address or localhost");
            }
            String origin = headers.getFirst("Origin");
            boolean own = origin == null || origin.equalsIgnoreCase("http://" + host);
            return own ? Optional.empty() : Optional.of("requests from other sites are rejected");
        }

        private boolean known(String host) {
            return ADDRESS.matcher(host).matches() || names.contains(host.replaceFirst(":\\d+$", ""));
        }
    }
}
