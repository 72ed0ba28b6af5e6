package dev.brownout.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of the files of the page, {@code files.json}: a JSON object from path to SHA-256 in hexadecimal digits. The
 * service worker of the page stores these files. A changed list is a new version of the page.
 */
public final class SiteFileList {
    private static final String NAME = "files.json";

    private SiteFileList() {}

    /**
     * Writes the list of a folder into the folder.
     *
     * @param arguments the folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.writeString(folder.resolve(NAME), list(folder));
    }

    /** Returns the list of a folder and its folders, sorted by path. */
    static String list(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.resolve(NAME)))
                    .sorted()
                    .map(file -> "\"" + path(folder, file) + "\": \"" + digest(file) + "\"")
                    .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
        }
    }

    private static String path(Path folder, Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static String digest(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
