package dev.brownout.workbench;

import dev.brownout.io.BoundedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The static files of the workbench page: those of the program, or those of a folder with the engine for browsers. A
 * request can reach no other file.
 */
public final class StaticSite {
    private static final int MOST_BYTES = 32 << 20;
    /** Path of the page. */
    static final String INDEX = "index.html";

    private static final String ENGINE = "engine.wasm";
    /** Media types by the ending of a file name. */
    private static final Map<String, String> TYPES = new TreeMap<>(Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "wasm", "application/wasm"));

    /** Path of a file of the program: folders and a file name, each without a dot at its begin. */
    private static final Pattern PLAIN = Pattern.compile("([\\w-]+/)*[\\w-]+(\\.[\\w-]+)+");

    private static final String POLICY_HEADER = "Content-Security-Policy";
    /** Policy of a page in its own element. */
    private static final Pattern POLICY =
            Pattern.compile("<meta http-equiv=\"" + POLICY_HEADER + "\" content=\"([^\"]*)\">");
    /** Policy of the worker: the runtime of the compiled engine creates functions. */
    private static final String WORKER_POLICY =
            "default-src 'none'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; connect-src 'self'";

    /** Packages with files of the program, by the path at which the site has them. The first match counts. */
    private static final List<Map.Entry<String, String>> PACKAGES = List.of(
            Map.entry("report/", "/dev/brownout/html/script/"),
            Map.entry("korean/", "/dev/brownout/reference/korean/"),
            Map.entry("scenario.schema.json", "/dev/brownout/library/scenario.schema.json"),
            Map.entry("", "/dev/brownout/page/site/"));

    private final Function<String, Optional<byte[]>> files;

    private StaticSite(Function<String, Optional<byte[]>> files) {
        this.files = files;
    }

    /** Returns the files of the program. They have no engine for browsers. */
    public static StaticSite shippedInstance() {
        return new StaticSite(StaticSite::shippedInstance);
    }

    private static Optional<byte[]> shippedInstance(String path) {
        if (!PLAIN.matcher(path).matches()) {
            return Optional.empty();
        }
        try (InputStream file = StaticSite.class.getResourceAsStream(resource(path))) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String resource(String path) {
        Map.Entry<String, String> one = PACKAGES.stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow();
        return one.getValue() + path.substring(one.getKey().length());
    }

    /**
     * Reads the files of a folder and of the folders in it.
     *
     * @throws NotDirectoryException if it is not a folder with an {@code index.html}
     * @throws IOException if a file cannot be read, or has more than 32 MiB
     */
    public static StaticSite of(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(INDEX))) {
            throw new NotDirectoryException(folder.toString());
        }
        Map<String, byte[]> files = new TreeMap<>();
        List<Path> paths;
        try (Stream<Path> found = Files.walk(folder)) {
            paths = found.filter(Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            String name = folder.relativize(path)
                    .toString()
                    .replace(path.getFileSystem().getSeparator(), "/");
            files.put(name, BoundedFile.bytes(path, MOST_BYTES));
        }
        return new StaticSite(path -> Optional.ofNullable(files.get(path)));
    }

    /**
     * Returns the folder of the page with the engine that belongs to a program: in the folder of its jar, or in the
     * checkout that has built it. Empty if there is none.
     *
     * @param program jar of the program, or a folder with its classes, which has no page
     */
    public static Optional<Path> folderOf(Path program) {
        return Stream.of("site", "../../web/target/site")
                .filter(folder -> Files.isRegularFile(program))
                .map(folder -> program.resolveSibling(folder).normalize())
                .filter(folder -> Files.isRegularFile(folder.resolve(ENGINE)))
                .findFirst();
    }

    /** Returns whether the site has the engine for browsers. */
    public boolean hasEngine() {
        return file(ENGINE).isPresent();
    }

    /** Returns the bytes of a file; empty if there is none. The empty path is the page. */
    Optional<byte[]> file(String path) {
        return files.apply(path.isEmpty() ? INDEX : path);
    }

    /** Returns the headers for a response with a file: the content security policy, if the file needs one. */
    static Map<String, String> headers(String path, byte[] content) {
        if (path.equals("engine-worker.js")) {
            return Map.of(POLICY_HEADER, WORKER_POLICY);
        }
        if (!type(path).startsWith("text/html")) {
            return Map.of();
        }
        Matcher own = POLICY.matcher(new String(content, StandardCharsets.UTF_8));
        return Map.of(POLICY_HEADER, (own.find() ? own.group(1) : "default-src 'none'") + "; frame-ancestors 'self'");
    }

    /** Returns the media type of a file. */
    static String type(String path) {
        String name = path.isEmpty() ? INDEX : path;
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
