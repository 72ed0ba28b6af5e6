package dev.brownout.language;

import dev.brownout.language.Arguments.Argument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files that a scenario may name: those below its project's root, of a bounded size. */
final class Files {
    private static final long MOST_BYTES = 20_000_000;

    private final Optional<Path> folder;
    private final Optional<Path> root;

    /**
     * Files named by a scenario.
     *
     * @param folder where the scenario stands; empty for one that is no file
     * @param root the project's root; empty for none, which allows no files at all
     */
    Files(Optional<Path> folder, Optional<Path> root) {
        this.folder = folder;
        this.root = root;
    }

    /** The project's root: the nearest folder above a file that holds a {@code .git}, or else the file's own folder. */
    static Path root(Path file) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (java.nio.file.Files.exists(folder.resolve(".git"))) {
                return folder;
            }
        }
        return file.getParent();
    }

    /** The text of a file, of which no more than some bytes are read. */
    static String bounded(Path file, long mostBytes) throws IOException {
        try (InputStream in = java.nio.file.Files.newInputStream(file)) {
            return new String(in.readNBytes((int) mostBytes), StandardCharsets.UTF_8);
        }
    }

    /**
     * The text of a file named by its path from the scenario; throws ValueException where it may not or cannot be read.
     */
    String text(String name, long mostBytes) {
        if (folder.isEmpty() || root.isEmpty()) {
            throw new ValueException(name, "'" + name + "': only a scenario in a file can name other files");
        }
        try {
            Path real = folder.get().resolve(name).toRealPath();
            if (!real.startsWith(root.get().toRealPath())) {
                throw new ValueException(name, "'" + name + "' lies outside of the project");
            }
            if (java.nio.file.Files.size(real) > mostBytes) {
                throw new ValueException(name, "'" + name + "' is larger than " + mostBytes / 1_000_000 + "MB");
            }
            return bounded(real, mostBytes);
        } catch (IOException | java.nio.file.InvalidPathException unreadable) {
            throw new ValueException(name, "cannot read '" + name + "'; expected a file below the project's root");
        }
    }

    /** The only argument of a call as a file of values, one a line. */
    List<String> lines(Arguments arguments) {
        Argument name = arguments.by(List.of("path")).get("path");
        if (name == null) {
            throw arguments.missing("the path of a file");
        }
        try {
            return text(name.text(), MOST_BYTES)
                    .lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .toList();
        } catch (ValueException wrong) {
            throw Syntax.within(name.part(), wrong);
        }
    }

    /** The only argument of a call as a file of amounts, one a line. */
    double[] amounts(Arguments arguments, Dimension dimension) {
        List<String> lines = lines(arguments);
        double[] values = new double[lines.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = Units.read(lines.get(i), dimension).doubleValue();
            } catch (ValueException wrong) {
                throw arguments.wrong("line " + (i + 1) + " of the file: " + wrong.getMessage());
            }
        }
        return values;
    }
}
