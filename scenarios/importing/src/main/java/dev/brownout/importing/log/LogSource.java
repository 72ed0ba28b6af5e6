package dev.brownout.importing.log;

import dev.brownout.importing.ImportException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where lines of a log come from.
 *
 * @param name what people call it
 * @param opener opens it, once
 */
public record LogSource(String name, Opener opener) {
    /** Opens a stream of bytes. */
    @FunctionalInterface
    public interface Opener {
        /** Opens it. */
        InputStream open() throws IOException;
    }

    /**
     * A file, as it is or packed by gzip, that is read more than once.
     *
     * @throws ImportException if it is a pipe or a device, which give what they have once
     */
    public static LogSource kept(Path path) throws ImportException {
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new ImportException(path + ": is read twice, which can be done with a file and not with a pipe");
        }
        return file(path);
    }

    /** A file, as it is or packed by gzip; or a pipe, in which nobody can go to a place. */
    public static LogSource file(Path path) {
        return new LogSource(path.toString(), () -> {
            if (Files.isDirectory(path)) {
                throw new FileSystemException(path.toString(), null, "it is a folder");
            }
            boolean pipe = Files.exists(path) && !Files.isRegularFile(path);
            return pipe ? new FileInputStream(path.toFile()) : Files.newInputStream(path);
        });
    }
}
