package dev.brownout.language.parse;

import dev.brownout.io.BoundedFile;
import dev.brownout.io.FileError;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.CallArguments.Argument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The files that a scenario may name: files below the root of its project, of limited size. */
public final class ReferencedFiles {
    private static final int MOST_BYTES = 20_000_000;

    private final Optional<Path> folder;
    private final Optional<Path> root;
    private final Consumer<Path> opened;
    private final Map<String, String> texts;
    private final SortedMap<String, String> recorded = new TreeMap<>();

    /**
     * Creates the files that a scenario may name.
     *
     * @param folder the folder of the scenario; empty if it is not a file
     * @param root the root of its project; empty to allow no files
     */
    public ReferencedFiles(Optional<Path> folder, Optional<Path> root) {
        this(folder, root, file -> {}, new ConcurrentSkipListMap<>());
    }

    private ReferencedFiles(
            Optional<Path> folder, Optional<Path> root, Consumer<Path> opened, Map<String, String> texts) {
        this.folder = folder;
        this.root = root;
        this.opened = opened;
        this.texts = texts;
    }

    /**
     * Returns the files that a scenario in a file may name; none if the file does not exist, as for input from a pipe.
     *
     * @param opened receives each file before it is read, including missing files
     */
    public static ReferencedFiles beside(Path scenario, Consumer<Path> opened) throws IOException {
        try {
            Path real = scenario.toRealPath();
            return new ReferencedFiles(
                    Optional.of(real.getParent()), Optional.of(root(real)), opened, new ConcurrentSkipListMap<>());
        } catch (NoSuchFileException nowhere) {
            return new ReferencedFiles(Optional.empty(), Optional.empty());
        }
    }

    /**
     * Returns the files with a cache of texts. Texts in the cache are not read again, and new texts are added to it.
     *
     * @param known the texts by the names of the files in the scenario; must be thread-safe if shared by threads
     */
    public ReferencedFiles knowing(Map<String, String> known) {
        return new ReferencedFiles(folder, root, opened, known);
    }

    /**
     * Returns the root of a file's project: the nearest folder above it that contains {@code .git}, or else its own
     * folder.
     */
    static Path root(Path file) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (java.nio.file.Files.exists(folder.resolve(".git"))) {
                return folder;
            }
        }
        return file.getParent();
    }

    /**
     * Returns the text of a file named by its path relative to the scenario. Throws {@code ValueException} if the file
     * is not allowed or cannot be read.
     */
    public String text(String name, int mostBytes) {
        String known = texts.get(name);
        if (known == null) {
            known = read(name, mostBytes);
            texts.put(name, known);
        } else if (known.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            throw new ValueException(name, "'" + name + "' is larger than " + mostBytes + " bytes");
        }
        return known;
    }

    private String read(String name, int mostBytes) {
        if (folder.isEmpty() || root.isEmpty()) {
            throw new ValueException(name, "'" + name + "': only a scenario in a file can name other files");
        }
        try {
            Path named = folder.get().resolve(name);
            opened.accept(named);
            Path real = named.toRealPath();
            if (!real.startsWith(root.get().toRealPath())) {
                throw new ValueException(name, "'" + name + "' lies outside of the project");
            }
            return BoundedFile.text(real, mostBytes);
        } catch (IOException unreadable) {
            throw new ValueException(
                    name,
                    "cannot read '" + name + "': " + FileError.words(unreadable)
                            + "; expected a file below the project's root");
        } catch (java.nio.file.InvalidPathException impossible) {
            throw new ValueException(name, "cannot read '" + name + "'; expected a file below the project's root");
        }
    }

    /** Returns the SHA-256 digest of the recorded values of each file read for them, by the names of the files. */
    public SortedMap<String, String> recorded() {
        return new TreeMap<>(recorded);
    }

    /** Returns the lines, without blank ones, of the file that an argument names. */
    List<String> lines(Argument name) {
        try {
            List<String> lines = text(name.text(), MOST_BYTES)
                    .lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .toList();
            if (lines.isEmpty()) {
                throw new ValueException(name.text(), "'" + name.text() + "' is empty; expected a value on each line");
            }
            recorded.computeIfAbsent(name.text(), n -> Sha256.of(String.join("\n", lines)));
            return lines;
        } catch (ValueException wrong) {
            throw ValueParser.within(name.part(), wrong);
        }
    }
}
