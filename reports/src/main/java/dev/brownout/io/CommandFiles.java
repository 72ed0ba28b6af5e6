package dev.brownout.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files that the command of this process reads, and the single files that it writes. An output replaces no input
 * and no other output of its command, under whatever name.
 */
public final class CommandFiles {
    /** Inputs by their real paths and by the keys of the file system, which links share. */
    private static final Map<Object, Path> INPUTS = new ConcurrentHashMap<>();

    private static final Set<Path> OUTPUTS = ConcurrentHashMap.newKeySet();

    private CommandFiles() {}

    /** Begins a command, without the files of earlier ones. */
    public static void begin() {
        INPUTS.clear();
        OUTPUTS.clear();
    }

    /** Records a file that the command reads. Missing files, devices and pipes are not recorded. */
    public static void addInput(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                Path real = file.toRealPath();
                INPUTS.put(real, real);
                if (attributes.fileKey() != null) {
                    INPUTS.put(attributes.fileKey(), real);
                }
            }
        } catch (IOException missing) {
            // The reader reports it.
        }
    }

    /** Returns whether the command has read the file at a path, which may be missing. */
    static boolean isInput(Path file) throws IOException {
        if (INPUTS.containsKey(place(file))) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        Path input = key == null ? null : INPUTS.get(key);
        return input != null && Files.exists(input) && Files.isSameFile(input, file);
    }

    /**
     * Checks that an output may replace a file.
     *
     * @throws IOException if the file is an input or another output of the command
     */
    static void requireReplaceable(Path file) throws IOException {
        if (isInput(file)) {
            throw new FileSystemException(file.toString(), null, file.getFileName() + " is an input of this command");
        }
        if (OUTPUTS.contains(place(file))) {
            throw new FileSystemException(
                    file.toString(), null, file.getFileName() + " is another output of this command");
        }
    }

    /**
     * Records a single file that the command writes.
     *
     * @throws IOException if it is an input or another output of the command
     */
    static void addOutput(Path file) throws IOException {
        requireReplaceable(file);
        OUTPUTS.add(place(file));
    }

    /** Returns the real path of a file, or of a missing file in its folder. */
    private static Path place(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        return folder == null || !Files.exists(folder)
                ? absolute
                : folder.toRealPath().resolve(absolute.getFileName());
    }
}
