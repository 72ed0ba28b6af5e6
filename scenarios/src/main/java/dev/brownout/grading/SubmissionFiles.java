package dev.brownout.grading;

import dev.brownout.io.BoundedFile;
import dev.brownout.io.CommandFiles;
import dev.brownout.io.FileError;
import dev.brownout.language.diagnostic.QuotedText;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds and reads the files of submissions. A file that cannot be a submission becomes a refused one, so that no
 * student is left out without a message.
 *
 * @param mostBytes the maximum size of a file, in bytes
 * @param inner name of the submission in each folder of a folder, for one folder per student; empty for none
 */
public record SubmissionFiles(int mostBytes, Optional<String> inner) {
    /** Maximum length of the name of a student, in characters. */
    private static final int MOST_OF_A_NAME = 100;

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

    /** Blanks at an end of a name, and characters without a shape: joiners, direction marks, variation selectors. */
    private static final Pattern UNSEEN =
            Pattern.compile("^[\\p{Z}\\s]|[\\p{Z}\\s]$|[\\p{Cf}\\u034F\\u2800\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");

    private static final String YAML = "\\.ya?ml$";

    /**
     * Reads submissions.
     *
     * @param paths files, and folders with a file per student, or with a folder per student that contains {@code inner}
     * @return the submissions, sorted by the name of the student
     * @throws IOException if a path does not exist, or a folder cannot be listed
     */
    public List<Submission> read(List<Path> paths) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(path.toString());
            }
            if (Files.isDirectory(path)) {
                files.addAll(listed(path));
            } else {
                CommandFiles.addInput(path);
                files.add(path);
            }
        }
        List<Submission> submissions = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Path file : files) {
            Submission submission = read(file);
            submissions.add(submission);
            counts.merge(appearance(submission.student()), 1, Integer::sum);
        }
        submissions.replaceAll(one -> counts.get(appearance(one.student())) == 1
                ? one
                : Submission.refused(
                        one.student(),
                        one.file(),
                        Sentence.of("there are several submissions of this name, apart from case and blanks")));
        submissions.sort((one, other) -> one.student().compareTo(other.student()));
        return submissions;
    }

    /** Returns the entries of a folder that are not hidden, sorted by name. */
    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private Submission read(Path path) {
        String name = String.valueOf(path.getFileName());
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return inner.isPresent()
                    ? read(name, path.resolve(inner.get()), inner.get())
                    : Submission.refused(
                            shown(name), shown(name), Sentence.of("a folder; --file names the submission in folders"));
        }
        if (!name.matches("(?s).*" + YAML)) {
            return Submission.refused(
                    shown(name), shown(name), Sentence.of("the name of a submission ends with .yaml or .yml"));
        }
        return read(name.replaceFirst(YAML, ""), path, name);
    }

    private Submission read(String student, Path path, String file) {
        String shown = shown(student);
        if (!shown.equals(student)
                || student.isBlank()
                || UNSEEN.matcher(student).find()
                || student.length() > MOST_OF_A_NAME) {
            return Submission.refused(
                    shown,
                    shown(file),
                    Sentence.of(
                            "the name of a student has 1 to {} characters, all of them visible, and no blank at "
                                    + "its ends",
                            MOST_OF_A_NAME));
        }
        try {
            if (isLinked(path, file)) {
                return Submission.refused(
                        student, file, Sentence.of("a symbolic link; a submission is a regular file"));
            }
            return Submission.of(student, file, BoundedFile.text(path, mostBytes));
        } catch (IOException unreadable) {
            return Submission.refused(student, file, Sentence.of("cannot be read: {}", FileError.words(unreadable)));
        }
    }

    /**
     * Returns whether a symbolic link leads to a file: the file itself, or one of the folders in its name.
     *
     * @param file the name of the file, with its folders below that of the student
     */
    private static boolean isLinked(Path path, String file) {
        Path part = path;
        for (int i = Path.of(file).getNameCount(); i > 0; i--) {
            if (Files.isSymbolicLink(part)) {
                return true;
            }
            part = part.getParent();
        }
        return false;
    }

    /**
     * Returns the form in which names are equal that look alike in a list: lower case, one blank between words, in
     * Unicode normalization form KC.
     */
    private static String appearance(String name) {
        return BLANKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ");
    }

    private static String shown(String name) {
        return QuotedText.message(QuotedText.line(name));
    }
}
