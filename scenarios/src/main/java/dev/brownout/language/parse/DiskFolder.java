package dev.brownout.language.parse;

import dev.brownout.io.BoundedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The folder of a scenario on disk, within the root of its project. */
public final class DiskFolder implements ProjectFolder {
    private final Path folder;
    private final Path root;
    private final Consumer<Path> opened;

    /**
     * Creates the folder of a scenario.
     *
     * @param folder folder to which the paths in the scenario are relative
     * @param root folder that contains all files that the scenario may name
     * @param opened receives each file before it is read, including missing files
     */
    public DiskFolder(Path folder, Path root, Consumer<Path> opened) {
        this.folder = folder;
        this.root = root;
        this.opened = opened;
    }

    /**
     * Returns the root of a file's project: the nearest folder above it that contains {@code .git}, or else its own
     * folder.
     */
    static Path root(Path file) {
        for (Path above = file.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return above;
            }
        }
        return file.getParent();
    }

    @Override
    public String text(String name, int mostBytes) throws IOException {
        Path named = folder.resolve(name);
        opened.accept(named);
        Path real = named.toRealPath();
        if (!real.startsWith(root.toRealPath())) {
            throw new FileOutsideException();
        }
        return BoundedFile.text(real, mostBytes);
    }
}
