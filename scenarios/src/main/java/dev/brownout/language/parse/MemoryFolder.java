package dev.brownout.language.parse;

import dev.brownout.io.BoundedFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The folder of a scenario in memory, for a program without a disk. The folder is the root of the project. */
public final class MemoryFolder implements ProjectFolder {
    private static final String PARENT = "..";

    private final Map<String, byte[]> files;

    /**
     * Creates a folder.
     *
     * @param files the contents of the files by their paths, relative to the folder and separated by slashes. A file
     *     outside of the folder has the path that the scenario names
     */
    public MemoryFolder(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    @Override
    public String text(String name, int mostBytes) throws IOException {
        String path = files.containsKey(name) ? name : normalized(name);
        byte[] bytes = files.get(path);
        if (bytes == null && files.keySet().stream().anyMatch(file -> path.isEmpty() || file.startsWith(path + "/"))) {
            throw new FileSystemException(path, null, BoundedFile.FOLDER);
        }
        if (bytes == null) {
            throw new NoSuchFileException(path);
        }
        return BoundedFile.text(path, bytes, mostBytes);
    }

    /** Returns a path without its parts {@code .} and {@code ..}. */
    private static String normalized(String name) throws FileOutsideException {
        if (name.startsWith("/")) {
            throw new FileOutsideException();
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : name.split("/", -1)) {
            if (part.equals(PARENT) && parts.pollLast() == null) {
                throw new FileOutsideException();
            }
            if (!part.isEmpty() && !part.equals(".") && !part.equals(PARENT)) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
