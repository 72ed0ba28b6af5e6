package dev.brownout.workbench;

import dev.brownout.io.BoundedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The static files of the page that runs the engine in the browser ({@code mvn -Pweb package}), read once. A request
 * can reach no other file.
 */
public final class StaticSite {
    private static final int MOST_BYTES = 32 << 20;
    private static final String INDEX = "index.html";
    /** Media types by the ending of a file name. */
    private static final Map<String, String> TYPES = new TreeMap<>(Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "wasm", "application/wasm"));

    private final Map<String, byte[]> files;

    private StaticSite(Map<String, byte[]> files) {
        this.files = files;
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
        return new StaticSite(files);
    }

    /** Returns the bytes of a file; empty if there is none. The empty path is the page. */
    Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path.isEmpty() ? INDEX : path));
    }

    /** Returns the media type of a file. */
    static String type(String path) {
        String name = path.isEmpty() ? INDEX : path;
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
