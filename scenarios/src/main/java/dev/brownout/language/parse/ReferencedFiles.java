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

/** The files that a scenario may name: those below its project's root, of a bounded size. */
public final class ReferencedFiles {
    private static final int MOST_BYTES = 20_000_000;

    private final Optional<Path> folder;
    private final Optional<Path> root;
    private final Consumer<Path> opened;
    private final Map<String, String> texts;
    private final SortedMap<String, String> recorded = new TreeMap<>();

    /**
     * Files named by a scenario.
     *
     * @param folder where the scenario stands; empty for one that is no file
     * @param root the project's root; empty for none, which allows no files at all
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
     * Those that a scenario in a file may name; none where it came through a pipe, which stands nowhere.
     *
     * @param opened hears of each before it is read, of those too that are not there
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
     * The same with texts that are known already: what is among them is not read, and what is read goes there.
     *
     * @param known by the names that the scenario has for the files; made for several threads
     */
    public ReferencedFiles knowing(Map<String, String> known) {
        return new ReferencedFiles(folder, root, opened, known);
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

    /**
     * The text of a file named by its path from the scenario; throws ValueException where it may not or cannot be read.
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

    /** SHA-256 of the recorded values of each file that was read for them, by the names of the files. */
    public SortedMap<String, String> recorded() {
        return new TreeMap<>(recorded);
    }

    /** The lines of the file that an argument names, without those that are blank. */
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
