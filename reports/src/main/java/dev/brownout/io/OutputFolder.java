package dev.brownout.io;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that one command at a time writes to. Files are written atomically. No file outside the folder is written or
 * removed, neither by its name nor through a symbolic link.
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
     * Locks the folder at a path, and creates it if necessary.
     *
     * @param command the command that writes to it, as typed
     * @throws FolderLockedException if another command writes to it
     * @throws IOException if it cannot be created or is not writable
     */
    public static OutputFolder at(Path folder, String command) throws IOException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        return new OutputFolder(folder, real, FolderLock.of(real, command));
    }

    /** Returns its path as given. */
    public Path path() {
        return folder;
    }

    /** Returns the reason why another command may write to it at the same time; empty if none can. */
    public Optional<String> doubt() {
        return lock.doubt();
    }

    /**
     * Writes a file.
     *
     * @param name its path relative to the folder, with slashes
     * @return its path
     * @throws IOException if it cannot be written, would be outside of the folder, or the folder is released already
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
        OutputFile.replace(file, content, doubt().isEmpty());
        return folder.resolve(name);
    }

    /** Returns the real path of a folder inside, and creates it if necessary. */
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
        Path existing = path.toRealPath();
        if (!existing.startsWith(real)) {
            throw new FileSystemException(path.toString(), null, path + " is a link that leads out of the folder");
        }
        return existing;
    }

    /**
     * Removes a file if it is a regular file in the folder and no input of the command.
     *
     * @param name its path relative to the folder, with slashes
     * @throws IOException if it cannot be removed
     */
    public void remove(String name) throws IOException {
        try {
            Path path = real.resolve(name);
            Path parent = path.getParent();
            if (parent != null
                    && parent.toRealPath().startsWith(real)
                    && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && !CommandFiles.isInput(path)) {
                Files.delete(path);
            }
        } catch (InvalidPathException | NoSuchFileException none) {
            // No file has that name.
        }
    }

    /**
     * Removes a folder inside with some of its files, unless it has more files.
     *
     * @param inner its path relative to the folder, with slashes
     * @param names names of the files in it
     * @throws IOException if a file cannot be removed
     */
    public void remove(String inner, Collection<String> names) throws IOException {
        for (String name : names) {
            remove(inner + "/" + name);
        }
        try {
            Path path = real.resolve(inner);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    && path.toRealPath().startsWith(real)) {
                Files.delete(path);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException kept) {
            // The folder has other files, or does not exist.
        }
    }

    /**
     * Removes the files of an earlier command from a folder inside.
     *
     * @param inner name of the folder
     * @param names pattern of the file names that the command writes there
     * @param kept names relative to this folder, with slashes, of the files that stay
     * @throws IOException if a file cannot be removed
     */
    public void removeEarlier(String inner, Pattern names, Collection<String> kept) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.list(real.resolve(inner))) {
            found = files.toList();
        }
        for (Path file : found) {
            String name = inner + "/" + file.getFileName();
            if (names.matcher(file.getFileName().toString()).matches() && !kept.contains(name)) {
                remove(name);
            }
        }
    }

    /** Releases the folder. Later writes of this command fail. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lock.close();
        }
    }
}
