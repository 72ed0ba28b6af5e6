package dev.brownout.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that one command at a time writes to. Its files appear whole or not at all, and nothing outside of it is
 * written or removed, by no name and through no link.
 */
public final class OutputFolder implements AutoCloseable {
    private final Path folder;
    private final Path real;
    private final FolderLock lock;
    private boolean closed;

    private OutputFolder(Path folder, Path real, FolderLock lock) {
        this.folder = folder;
        this.real = real;
        this.lock = lock;
    }

    /**
     * The folder at a path, made if there is none.
     *
     * @param command what writes to it, as typed
     * @throws FolderLockedException if another command writes to it
     * @throws IOException if it cannot be made, or not be written to
     */
    public static OutputFolder at(Path folder, String command) throws IOException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        return new OutputFolder(folder, real, FolderLock.of(real, command));
    }

    /** Its path as it was named. */
    public Path path() {
        return folder;
    }

    /** Why nobody can say that no other command writes to it; empty where none does. */
    public Optional<String> doubt() {
        return lock.doubt();
    }

    /**
     * Writes a file.
     *
     * @param name its path from the folder, with slashes
     * @return its path
     * @throws IOException if it cannot be written, would be outside of the folder, or the folder is others' again
     */
    public synchronized Path write(String name, byte[] content) throws IOException {
        if (closed) {
            throw new FileSystemException(name, null, "the folder is given up already");
        }
        Path relative = Path.of(name);
        Path parent = real;
        if (relative.getParent() != null) {
            for (Path part : relative.getParent()) {
                parent = inner(parent.resolve(part));
            }
        }
        Path file = parent.resolve(relative.getFileName());
        if (doubt().isEmpty()) {
            AtomicFile.writeAlone(file, content);
        } else {
            AtomicFile.write(file, content);
        }
        return folder.resolve(name);
    }

    /** The real path of a folder inside, made if there is none. */
    private Path inner(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            try {
                Files.createDirectory(path);
            } catch (FileAlreadyExistsException other) {
                if (!Files.isDirectory(path)) {
                    throw other;
                }
            }
        }
        Path there = path.toRealPath();
        if (!there.startsWith(real)) {
            throw new FileSystemException(path.toString(), null, path + " is a link that leads out of the folder");
        }
        return there;
    }

    /**
     * Removes a file, if it is a file in the folder.
     *
     * @param name its path from the folder, with slashes
     * @throws IOException if it cannot be removed
     */
    public void remove(String name) throws IOException {
        try {
            Path path = real.resolve(name);
            Path parent = path.getParent();
            if (parent != null
                    && parent.toRealPath().startsWith(real)
                    && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(path);
            }
        } catch (InvalidPathException | NoSuchFileException none) {
            // There is nothing of that name to be removed.
        }
    }

    /** Lets others write to it; whatever of this command goes on meanwhile writes no more. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lock.close();
        }
    }
}
