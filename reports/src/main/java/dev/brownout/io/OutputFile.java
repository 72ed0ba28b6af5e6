package dev.brownout.io;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that a command writes as a whole or not at all. The content goes to a temporary file beside it, which is moved
 * to the path on {@link #commit()}. A symbolic link is followed and stays. A device, a pipe or an open stream of this
 * process such as {@code /dev/stdout} is written to directly and never replaced. Input files of the command and its
 * other output files are rejected, see {@link CommandFiles}.
 */
public final class OutputFile implements Closeable {
    private static final long PROCESS = ProcessHandle.current().pid();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Pattern STREAM = Pattern.compile("/dev/std(out|err)|(?:/dev|/proc/self)/fd/(\\d+)");

    /** Maximum number of symbolic links in a row, as in Linux (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private final Path target;
    private final Optional<Path> part;
    private final OutputStream stream;
    private boolean committed;

    private OutputFile(Path target, Optional<Path> part, OutputStream stream) {
        this.target = target;
        this.part = part;
        this.stream = stream;
    }

    /**
     * Opens a file, and creates missing parent folders.
     *
     * @throws IOException if it cannot be written, or is an input or another output of the command
     */
    public static OutputFile open(Path path) throws IOException {
        if (isDevice(path)) {
            return new OutputFile(path, Optional.empty(), Files.newOutputStream(path, StandardOpenOption.WRITE));
        }
        Path target = target(path);
        Matcher stream = STREAM.matcher(target.toString());
        if (stream.matches()) {
            return new OutputFile(target, Optional.empty(), opened(target, stream));
        }
        Path folder = folder(target);
        requireWritable(target);
        CommandFiles.addOutput(target);
        Path part = unusedPart(folder);
        return new OutputFile(target, Optional.of(part), created(part));
    }

    /**
     * Writes a file, and creates missing parent folders.
     *
     * @return its path
     * @throws IOException if it cannot be written; no partial file is left
     */
    public static Path write(Path path, byte[] content) throws IOException {
        try (OutputFile file = open(path)) {
            file.stream.write(content);
            file.commit();
        }
        return path;
    }

    /**
     * Appends to a file, and creates it if necessary.
     *
     * @throws IOException if it cannot be written, or is an input of the command
     */
    public static void append(Path path, byte[] content) throws IOException {
        CommandFiles.requireReplaceable(path);
        Files.write(path, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Replaces a file in a folder that this process has locked, or a link at its place.
     *
     * @param isAlone whether the folder has no other writer; then the partial file of an earlier writer that was killed
     *     is removed
     * @throws IOException if it cannot be written, or is an input or another output of the command; no partial file is
     *     left
     */
    static void replace(Path path, byte[] content, boolean isAlone) throws IOException {
        if (!Files.isSymbolicLink(path) && isDevice(path)) {
            throw new FileSystemException(path.toString(), null, "it is no regular file but a pipe or a device");
        }
        CommandFiles.requireReplaceable(path);
        Path part = isAlone ? path.resolveSibling(path.getFileName() + ".part") : unusedPart(path.getParent());
        Files.deleteIfExists(part);
        try (OutputFile file = new OutputFile(path, Optional.of(part), created(part))) {
            file.stream.write(content);
            file.commit();
        }
    }

    /** Returns whether a path leads to a device, a pipe or an open stream of this process, and is written directly. */
    public static boolean isDirect(Path path) throws IOException {
        return isDevice(path) || isStream(target(path));
    }

    /** Returns whether a path leads to a device or a pipe. */
    private static boolean isDevice(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /** Follows symbolic links, up to a missing file, a file that is no link, or an open stream of this process. */
    private static Path target(Path path) throws IOException {
        Path target = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target) && !isStream(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(path.toString(), null, "it is a circle of links");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        Path normal = target.normalize();
        return isStream(normal) ? normal : target;
    }

    private static boolean isStream(Path path) {
        return STREAM.matcher(path.normalize().toString()).matches();
    }

    /** Opens an open stream of this process at its present position, or at its end if it is not a standard stream. */
    private static OutputStream opened(Path path, Matcher stream) throws IOException {
        String number = stream.group(2) == null ? stream.group(1) : stream.group(2);
        return switch (number) {
            case "out", "1" -> new SharedStream(new FileOutputStream(FileDescriptor.out));
            case "err", "2" -> new SharedStream(new FileOutputStream(FileDescriptor.err));
            default -> Files.newOutputStream(path, StandardOpenOption.APPEND);
        };
    }

    /** Rejects a folder, and a file without write permission, which a move would replace. */
    private static void requireWritable(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, BoundedFile.FOLDER);
        }
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    /** Creates the missing parent folders of a file. Returns its folder. */
    private static Path folder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new FileSystemException(file.toString(), null, BoundedFile.FOLDER);
        }
        return Files.createDirectories(folder);
    }

    private static Path unusedPart(Path folder) {
        while (true) {
            Path part = folder.resolve(".brownout-" + PROCESS + "-" + NUMBERS.incrementAndGet() + ".part");
            if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                return part;
            }
        }
    }

    private static OutputStream created(Path part) throws IOException {
        ExitCleanup.add(part);
        return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Returns the stream of the content. */
    public OutputStream stream() {
        return stream;
    }

    /**
     * Completes the file. An existing file is replaced and passes on its permissions.
     *
     * @throws IOException if it cannot be written
     */
    public void commit() throws IOException {
        stream.close();
        if (part.isPresent()) {
            copyPermissions(part.get());
            move(part.get(), target);
        }
        committed = true;
    }

    private void copyPermissions(Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null && Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            view.setPermissions(Files.getPosixFilePermissions(target, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes the partial file unless it is committed. */
    @Override
    public void close() throws IOException {
        if (!committed) {
            stream.close();
        }
        if (part.isPresent()) {
            Files.deleteIfExists(part.get());
            ExitCleanup.remove(part.get());
        }
    }

    /** Standard stream of the process, which stays open. */
    private static final class SharedStream extends FilterOutputStream {
        SharedStream(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
