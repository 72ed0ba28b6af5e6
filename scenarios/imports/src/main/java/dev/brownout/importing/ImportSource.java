package dev.brownout.importing;

import dev.brownout.io.CommandFiles;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Input of an importer: a file, a pipe, or any other source of bytes.
 *
 * @param name name for display
 * @param opener opens the input; called once, except for files
 * @param path path of the file; empty for other sources
 */
public record ImportSource(String name, Opener opener, Optional<Path> path) {
    private static final int BUFFER = 1 << 16;
    private static final int MARK = 3;

    /** Opens a stream of bytes. */
    @FunctionalInterface
    public interface Opener {
        /** Opens the stream. */
        InputStream open() throws IOException;
    }

    /** Creates a source without a path. */
    public ImportSource(String name, Opener opener) {
        this(name, opener, Optional.empty());
    }

    /**
     * Returns the file at a path that is relative to the folder of this file; empty if this source is no file, or if
     * there is no regular file at that path.
     */
    public Optional<ImportSource> nearby(String relative) {
        try {
            return path.map(own -> own.resolveSibling(relative).normalize())
                    .filter(Files::isRegularFile)
                    .map(ImportSource::file);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** Returns the files in a folder that is relative to the folder of this file, by name; empty if there is none. */
    public List<ImportSource> folder(String relative) {
        try {
            Optional<Path> folder =
                    path.map(own -> own.resolveSibling(relative).normalize()).filter(Files::isDirectory);
            if (folder.isEmpty()) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(folder.get())) {
                return files.filter(Files::isRegularFile)
                        .sorted()
                        .map(ImportSource::file)
                        .toList();
            }
        } catch (InvalidPathException | IOException unreadable) {
            return List.of();
        }
    }

    /** Creates a source from a file, plain or compressed by gzip, or from a pipe without random access. */
    public static ImportSource file(Path path) {
        Opener opener = () -> {
            if (Files.isDirectory(path)) {
                throw new FileSystemException(path.toString(), null, "it is a folder");
            }
            CommandFiles.addInput(path);
            boolean pipe = Files.exists(path) && !Files.isRegularFile(path);
            return pipe ? new FileInputStream(path.toFile()) : Files.newInputStream(path);
        };
        return new ImportSource(path.toString(), opener, Optional.of(path));
    }

    /** Returns this source, with a listener to the number of bytes that were read from it since it was opened. */
    public ImportSource withListener(LongConsumer bytesRead) {
        return new ImportSource(name, () -> new ListenedStream(opener.open(), bytesRead), path);
    }

    /** A stream with a listener to the number of bytes that were read. */
    private static final class ListenedStream extends FilterInputStream {
        private final LongConsumer listener;
        private long bytes;

        ListenedStream(InputStream source, LongConsumer listener) {
            super(source);
            this.listener = listener;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            add(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            add(Math.max(0, count));
            return count;
        }

        private void add(int count) {
            bytes += count;
            listener.accept(bytes);
        }
    }

    /** Returns the last segment of a path. */
    public static String fileName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** Returns the names of files without their folders. */
    public static List<String> fileNames(List<ImportSource> sources) {
        return sources.stream().map(source -> fileName(source.name())).toList();
    }

    /** Opens the input, decompressed and as UTF-8 without a byte order mark, as {@link #unpacked(InputStream)}. */
    public InputStream unpacked() throws IOException {
        return unpacked(opener.open());
    }

    /**
     * Decompresses a stream that begins with the magic number of gzip (RFC 1952). Removes a byte order mark of UTF-8,
     * and converts a text with a byte order mark of UTF-16 to UTF-8.
     */
    public static InputStream unpacked(InputStream stream) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(stream, BUFFER);
        bytes.mark(2);
        boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return withoutMark(packed ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes);
    }

    private static InputStream withoutMark(BufferedInputStream bytes) throws IOException {
        bytes.mark(MARK);
        int first = bytes.read();
        int second = bytes.read();
        if (first == 0xff && second == 0xfe) {
            return new TranscodedStream(bytes, StandardCharsets.UTF_16LE);
        }
        if (first == 0xfe && second == 0xff) {
            return new TranscodedStream(bytes, StandardCharsets.UTF_16BE);
        }
        if (first != 0xef || second != 0xbb || bytes.read() != 0xbf) {
            bytes.reset();
        }
        return bytes;
    }
}
