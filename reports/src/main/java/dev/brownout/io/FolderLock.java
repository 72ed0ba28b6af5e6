package dev.brownout.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right of one command to write to a folder: a lock of the operating system on a small file there, which ends with
 * the process that holds it, however that ends, and says who it is.
 */
final class FolderLock implements AutoCloseable {
    /** The file that is locked; gone when nobody writes to the folder, unless its last holder was killed. */
    static final String NAME = ".brownout.lock";

    private static final int MOST_BYTES = 4000;
    private static final int TRIES = 100;

    /** The place of the lock in the file, far behind its text, which others may read all the same. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    /** Folders that this very process holds: to open their locks a second time would give the first ones up. */
    private static final Map<Path, String> OWN = new ConcurrentHashMap<>();

    private final Path folder;
    private final Optional<FileChannel> channel;
    private final String doubt;

    /** Locks an open file; throws where its file system knows no locks, gives {@code null} where it is taken. */
    @FunctionalInterface
    interface Locking {
        FileLock tryLock(FileChannel channel) throws IOException;
    }

    private FolderLock(Path folder, Optional<FileChannel> channel, String doubt) {
        this.folder = folder;
        this.channel = channel;
        this.doubt = doubt;
    }

    /**
     * Takes a folder.
     *
     * @param folder its real path
     * @param command what it is taken for, as typed
     * @throws FolderLockedException if another command has it
     * @throws IOException if nothing can be written there
     */
    static FolderLock of(Path folder, String command) throws IOException {
        return of(folder, command, channel -> channel.tryLock(PLACE, 1, false));
    }

    static FolderLock of(Path folder, String command, Locking locking) throws IOException {
        String holder = "process " + ProcessHandle.current().pid() + since() + ": " + command;
        String other = OWN.putIfAbsent(folder, holder);
        if (other != null) {
            throw new FolderLockedException(other);
        }
        try {
            return locked(folder, holder, locking);
        } catch (IOException | RuntimeException failed) {
            OWN.remove(folder);
            throw failed;
        }
    }

    private static String since() {
        Optional<Instant> start = ProcessHandle.current().info().startInstant();
        return start.map(at -> ", running since "
                        + at.truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace('T', ' ')
                                .replace("Z", " UTC"))
                .orElse("");
    }

    private static FolderLock locked(Path folder, String holder, Locking locking) throws IOException {
        Path file = folder.resolve(NAME);
        for (int i = 0; i < TRIES; i++) {
            Optional<FolderLock> taken = attempt(folder, file, holder, locking);
            if (taken.isPresent()) {
                return taken.get();
            }
        }
        throw new FolderLockedException("");
    }

    /** One attempt; empty where the file that was locked is gone by then, removed by who held it before. */
    private static Optional<FolderLock> attempt(Path folder, Path file, String holder, Locking locking)
            throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, file + " is no regular file");
        }
        Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                .close();
        Object before = key(file);
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
        boolean held = false;
        try {
            if (!lock(channel, locking)) {
                throw new FolderLockedException(text(channel));
            }
            held = before != null && before.equals(key(file));
            if (held) {
                write(channel, holder);
            }
            return held ? Optional.of(new FolderLock(folder, Optional.of(channel), "")) : Optional.empty();
        } catch (LocksUnsupportedException unsupported) {
            return Optional.of(new FolderLock(folder, Optional.empty(), unsupported.getMessage()));
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static boolean lock(FileChannel channel, Locking locking) throws LocksUnsupportedException {
        try {
            return locking.tryLock(channel) != null;
        } catch (IOException e) {
            throw new LocksUnsupportedException(FileError.words(e));
        }
    }

    /** Which file is at a path; {@code null} where there is none. */
    private static Object key(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private static void write(FileChannel channel, String holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\p{Cntrl}", "?");
    }

    /** Why the lock may not keep others away; empty where it does. */
    Optional<String> doubt() {
        return Optional.of(doubt).filter(words -> !words.isEmpty());
    }

    /** Gives the folder up. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException stays) {
            // A file that stays is no lock.
        }
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        } finally {
            OWN.remove(folder);
        }
    }

    /** Says that a file system has no locks. */
    private static final class LocksUnsupportedException extends IOException {
        private static final long serialVersionUID = 1;

        LocksUnsupportedException(String message) {
            super(message);
        }
    }
}
