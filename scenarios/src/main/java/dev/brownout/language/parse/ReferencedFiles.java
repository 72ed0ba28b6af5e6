package dev.brownout.language.parse;

import dev.brownout.io.FileError;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.CallArguments.Argument;
import dev.brownout.language.parse.ProjectFolder.FileOutsideException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The files that a scenario may name: files below the root of its project, of limited size. */
public final class ReferencedFiles {
    private static final int MOST_BYTES = 20_000_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Optional<ProjectFolder> folder;
    private final Map<String, String> texts;
    private final SortedMap<String, String> recorded = new TreeMap<>();

    private ReferencedFiles(Optional<ProjectFolder> folder, Map<String, String> texts) {
        this.folder = folder;
        this.texts = texts;
    }

    /** Returns the files that a scenario without a folder may name: none. */
    public static ReferencedFiles withoutFolder() {
        return new ReferencedFiles(Optional.empty(), new ConcurrentHashMap<>());
    }

    /** Returns the files that a scenario in a folder may name. */
    public static ReferencedFiles ofProject(ProjectFolder folder) {
        return new ReferencedFiles(Optional.of(folder), new ConcurrentHashMap<>());
    }

    /**
     * Returns the files that a scenario in a file may name; none if the file does not exist, as for input from a pipe.
     *
     * @param opened receives each file before it is read, including missing files
     */
    public static ReferencedFiles ofFolder(Path scenario, Consumer<Path> opened) throws IOException {
        try {
            Path real = scenario.toRealPath();
            return ofProject(new DiskFolder(real.getParent(), DiskFolder.root(real), opened));
        } catch (NoSuchFileException e) {
            return withoutFolder();
        }
    }

    /**
     * Returns the files with a cache of texts. Texts in the cache are not read again, and new texts are added to it.
     *
     * @param known the texts by the names of the files in the scenario; must be thread-safe if shared by threads
     */
    public ReferencedFiles withCache(Map<String, String> known) {
        return new ReferencedFiles(folder, known);
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
            throw new ValueException(name, "'{}' is larger than {} bytes", name, mostBytes);
        }
        return known;
    }

    private String read(String name, int mostBytes) {
        if (folder.isEmpty()) {
            throw new ValueException(name, "'{}': only a scenario in a file can name other files", name);
        }
        try {
            return folder.get().text(name, mostBytes);
        } catch (FileOutsideException outside) {
            throw new ValueException(name, "'{}' lies outside of the project", name);
        } catch (IOException unreadable) {
            throw new ValueException(
                    name,
                    "cannot read '{}': {}; expected a file below the project's root",
                    name,
                    FileError.words(unreadable));
        } catch (InvalidPathException impossible) {
            throw new ValueException(name, "cannot read '{}'; expected a file below the project's root", name);
        }
    }

    /** Returns the SHA-256 digest of the recorded values of each file read for them, by the names of the files. */
    public SortedMap<String, String> recorded() {
        return new TreeMap<>(recorded);
    }

    /** Returns the lines, without blank ones, of the file that an argument names. */
    List<String> lines(Argument name) {
        return rows(name).stream().map(String::strip).toList();
    }

    /** Returns the lines with their surrounding spaces, without blank ones, of the file that an argument names. */
    List<String> rows(Argument name) {
        try {
            String text = text(name.text(), MOST_BYTES);
            List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                    .lines()
                    .filter(l -> !l.isBlank())
                    .toList();
            if (lines.isEmpty()) {
                throw new ValueException(name.text(), "'{}' is empty; expected a value on each line", name.text());
            }
            recorded.computeIfAbsent(name.text(), n -> {
                List<String> stripped = lines.stream().map(String::strip).toList();
                return Sha256.hex(String.join("\n", stripped));
            });
            return lines;
        } catch (ValueException wrong) {
            throw ValueParser.relocate(name.part(), wrong);
        }
    }
}
