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
 * Exclusive right of one command to write to a folder. It is an operating system lock on a small file in that folder,
 * which contains a description of the holder. The lock ends with the process of the holder, however that process ends.
 */
final class FolderLock implements AutoCloseable {
    /** Name of the locked file. It is removed on release, but remains if the holder is killed. */
    static final String NAME = ".brownout.lock";

    private static final int MOST_BYTES = 4000;
    private static final int TRIES = 100;

    /** Position of the locked byte in the file, far after its text, so that other processes can read the text. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    /**
     * Folders locked by this process, with their holders. Opening and closing a lock file a second time in the same
     * process would release its lock.
     */
    private static final Map<Path, String> OWN = new ConcurrentHashMap<>();

    private final Path folder;
    private final Optional<FileChannel> channel;
    private final String doubt;

    /**
     * Locks an open file. Throws {@code IOException} if the file system does not support locks; returns {@code null} if
     * the lock is held elsewhere.
     */
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
     * Locks a folder.
     *
     * @param folder its real path
     * @param command the command that needs it, as typed
     * @throws FolderLockedException if another command holds it
     * @throws IOException if the folder is not writable
     */
    static FolderLock of(Path folder, String command) throws IOException {
        return of(folder, command, channel -> channel.tryLock(PLACE, 1, false));
    }

    static FolderLock of(Path folder, String command, Locking locking) throws IOException {
        String lockOwner = "process " + ProcessHandle.current().pid() + since() + ": " + command;
        String other = OWN.putIfAbsent(folder, lockOwner);
        if (other != null) {
            throw new FolderLockedException(other);
        }
        try {
            return locked(folder, lockOwner, locking);
        } catch (IOException | RuntimeException failed) {
            OWN.remove(folder);
            throw failed;
        }
    }

    private static String since() {
        Optional<Instant> start = ProcessHandle.current().info().startInstant();
        return start.map(instant -> ", running since "
                        + instant.truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace('T', ' ')
                                .replace("Z", " UTC"))
                .orElse("");
    }

    private static FolderLock locked(Path folder, String lockOwner, Locking locking) throws IOException {
        Path file = folder.resolve(NAME);
        for (int i = 0; i < TRIES; i++) {
            Optional<FolderLock> existing = attempt(folder, file, lockOwner, locking);
            if (existing.isPresent()) {
                return existing.get();
            }
        }
        throw new FolderLockedException("");
    }

    /** Makes one attempt. Returns empty if the previous holder has removed the locked file in the meantime. */
    private static Optional<FolderLock> attempt(Path folder, Path file, String lockOwner, Locking locking)
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
        boolean isHeld = false;
        try {
            if (!lock(channel, locking)) {
                throw new FolderLockedException(text(channel));
            }
            isHeld = before != null && before.equals(key(file));
            if (isHeld) {
                ExitCleanup.add(file);
                write(channel, lockOwner);
            }
            return isHeld ? Optional.of(new FolderLock(folder, Optional.of(channel), "")) : Optional.empty();
        } catch (LocksUnsupportedException unsupported) {
            return Optional.of(new FolderLock(folder, Optional.empty(), unsupported.getMessage()));
        } finally {
            if (!isHeld) {
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

    /** Returns the identity of the file at a path, or {@code null} if there is none. */
    private static Object key(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void write(FileChannel channel, String lockOwner) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((lockOwner + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\p{Cntrl}", "?");
    }

    /** Returns the reason why the lock may be ineffective; empty if it is effective. */
    Optional<String> doubt() {
        return Optional.of(doubt).filter(words -> !words.isEmpty());
    }

    /** Releases the folder. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException stays) {
            // A remaining file does not lock the folder.
        }
        ExitCleanup.remove(folder.resolve(NAME));
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

    /** Indicates that a file system does not support locks. */
    private static final class LocksUnsupportedException extends IOException {
        private static final long serialVersionUID = 1;

        LocksUnsupportedException(String message) {
            super(message);
        }
    }
}
