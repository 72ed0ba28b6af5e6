package dev.brownout.cli;

import dev.brownout.cli.grade.ExtremesTable;
import dev.brownout.cli.grade.GradeFeedback;
import dev.brownout.cli.grade.GradeTable;
import dev.brownout.cli.grade.GradeXml;
import dev.brownout.cli.grade.Rubric;
import dev.brownout.cli.grade.ScoreFile;
import dev.brownout.cli.screen.WorkProgress;
import dev.brownout.format.Slug;
import dev.brownout.grading.AssignmentParser;
import dev.brownout.grading.AssignmentSource;
import dev.brownout.grading.CourseAssignment;
import dev.brownout.grading.Grade;
import dev.brownout.grading.Grader;
import dev.brownout.grading.NumberExtreme;
import dev.brownout.grading.ShippedAssignments;
import dev.brownout.grading.Submission;
import dev.brownout.grading.SubmissionFiles;
import dev.brownout.io.FileError;
import dev.brownout.io.OutputFolder;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.parallel.Workers;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.SentenceTranslation;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that grades submissions of an assignment. */
@Command(
        description = "Grade submissions of an assignment: points per assertion, and hidden tests.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":every submission has all points",
            ExitCode.VIOLATED + ":a submission has fewer points, is refused or is not graded",
            ExitCode.BAD_INPUT + ":bad input or usage; an invalid assignment",
            ExitCode.INTERNAL_ERROR_LINE
        })
final class GradeCommand implements Callable<Integer> {
    /** File names of the feedback in an output folder. */
    private static final Pattern FEEDBACK = Pattern.compile("\\d{3,}-.+\\.md");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SUBMISSION",
            arity = "0..*",
            description = "scenario file of a student, or a folder with a file per student; the name of the file is the"
                    + " name of the student")
    private List<Path> paths = List.of();

    @Option(names = "--assignment", paramLabel = "A", description = "assignment: a file, or a name of --list")
    private String named;

    @Option(names = "--list", description = "list the assignments that come with the program")
    private boolean list;

    @Option(names = "--rubric", description = "print the rubric of the assignment as Markdown")
    private boolean rubric;

    @Option(names = "--publish", description = "print the assignment without its answer and its hidden tests")
    private boolean publish;

    @Option(names = "--start", description = "print the scenario that a student starts from")
    private boolean start;

    @Option(
            names = "--key",
            description = "grade the model answer of the assignment, with the hidden tests, and at the extremes of the"
                    + " numbers of students")
    private boolean key;

    @Option(
            names = "--student",
            paramLabel = "NAME",
            description = "name of the student of a single submission, of --start or of --key")
    private String student;

    @Option(
            names = "--file",
            paramLabel = "NAME",
            description = "file of the submission in each folder, for one folder per student")
    private String file;

    @Option(names = "--reveal", description = "print the hidden tests too, for the teacher")
    private boolean reveal;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "number of submissions that are graded in parallel; default: number of cores")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--timestamp",
            paramLabel = "TIME",
            description = "time of the scores for a learning platform, such as 2026-11-27T12:00:00.000Z")
    private String timestamp;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "standard output: text, json, csv, junit, markdown, lti (scores for a learning platform) or"
                    + " classroom (result for GitHub Classroom)")
    private Form form;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write the grades as CSV, JSON, JUnit XML and scores, and a feedback file per student, to"
                    + " this folder")
    private Path out;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "language of the text, of Markdown and of the feedback files: ${COMPLETION-CANDIDATES};"
                    + " default: en. Other formats are in English")
    private TextLanguage lang = TextLanguage.en;

    /** Output form of the grades. */
    enum Form {
        text,
        json,
        csv,
        junit,
        markdown,
        lti,
        classroom
    }

    GradeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        checkOptions();
        if (list) {
            return list();
        }
        CourseAssignment assignment = assignment();
        if (rubric) {
            return text(LanguageScope.in(lang, () -> new Rubric(assignment).markdown(command())));
        }
        if (publish) {
            return text(forStudents(assignment::published));
        }
        if (start) {
            return text(forStudents(() -> assignment.start(student)));
        }
        if (key) {
            return key(assignment);
        }
        List<Grade> grades = grades(assignment, submissions(assignment));
        print(assignment, grades);
        if (out != null) {
            write(assignment, grades);
        }
        return grades.stream().allMatch(Grade::isFull) ? ExitCode.SUCCESS : ExitCode.VIOLATED;
    }

    private void checkOptions() throws UsageException {
        List<String> modes = new ArrayList<>();
        if (list) {
            modes.add("--list");
        }
        if (rubric) {
            modes.add("--rubric");
        }
        if (publish) {
            modes.add("--publish");
        }
        if (start) {
            modes.add("--start");
        }
        if (key) {
            modes.add("--key");
        }
        if (modes.size() > 1) {
            throw usage("{} and {} exclude each other", modes.get(0), modes.get(1));
        }
        if (!modes.isEmpty() && !paths.isEmpty()) {
            throw usage("{} takes no submission", modes.get(0));
        }
        if (named == null && !list) {
            throw usage(
                    "missing --assignment; expected a file, or one of {}",
                    String.join(", ", ShippedAssignments.names()));
        }
        if (modes.isEmpty() && paths.isEmpty()) {
            throw usage("missing SUBMISSION; expected a scenario file, or a folder with a file per student");
        }
        if (start && student == null) {
            throw usage("--start needs --student NAME, because the numbers depend on the name");
        }
        if (threads < 1) {
            throw usage("--threads is at least 1, not {}", threads);
        }
        try {
            if (timestamp != null) {
                OffsetDateTime.parse(timestamp);
            }
        } catch (DateTimeException wrong) {
            throw usage("--timestamp '{}' is no time such as 2026-11-27T12:00:00.000Z (ISO 8601)", timestamp);
        }
    }

    private static UsageException usage(String form, Object... arguments) {
        return usage(Sentence.of(form, arguments));
    }

    private static UsageException usage(Sentence message) {
        return new UsageException("brownout: {}", message);
    }

    private int list() throws UsageException {
        for (String name : ShippedAssignments.names()) {
            CourseAssignment assignment = read(ShippedAssignments.find(name).orElseThrow());
            terminal.output()
                    .println(String.format(
                            Locale.ROOT,
                            "%-26s %s",
                            name,
                            LanguageScope.in(lang, () -> SentenceTranslation.text(assignment.title()))));
        }
        terminal.output().flush();
        return ExitCode.SUCCESS;
    }

    private int text(String text) {
        terminal.output().print(text);
        terminal.output().flush();
        return ExitCode.SUCCESS;
    }

    private static String forStudents(Supplier<String> text) throws UsageException {
        try {
            return text.get();
        } catch (IllegalArgumentException inBraces) {
            throw usage(Sentence.reason(inBraces));
        }
    }

    private CourseAssignment assignment() throws UsageException {
        Optional<AssignmentSource> shipped = ShippedAssignments.find(named);
        if (shipped.isPresent()) {
            return read(shipped.get());
        }
        Optional<Path> path = ScenarioFinder.file(named);
        if (path.isEmpty()) {
            throw usage(
                    "{} ('brownout grade --list' shows all; a file is named by its path)",
                    SpellingSuggestion.unknown("assignment", named, ShippedAssignments.names()));
        }
        try {
            String text = Loader.text(path.get());
            return read(new AssignmentSource(named, text, ReferencedFiles.ofFolder(path.get(), opened -> {})));
        } catch (InvalidScenarioException wrong) {
            throw new UsageException(wrong.all());
        } catch (IOException unreadable) {
            throw usage("{} cannot be read: {}", named, FileError.words(unreadable));
        }
    }

    private static CourseAssignment read(AssignmentSource source) throws UsageException {
        try {
            return AssignmentParser.read(source, new ShippedLibrary());
        } catch (InvalidScenarioException wrong) {
            throw new UsageException(wrong.all());
        }
    }

    private List<Submission> submissions(CourseAssignment assignment) throws UsageException {
        int most = (int) assignment.limits().size().bytes();
        List<Submission> submissions;
        try {
            submissions = new SubmissionFiles(most, Optional.ofNullable(file)).read(paths);
        } catch (IOException unreadable) {
            throw usage("a submission cannot be read: {}: {}", unreadable.getMessage(), FileError.words(unreadable));
        }
        if (submissions.isEmpty()) {
            throw usage("{} has no submission; expected a file per student, such as kim.yaml", paths.get(0));
        }
        if (submissions.size() > 1 && (student != null || form == Form.classroom)) {
            throw usage(
                    student == null
                            ? Sentence.of("--format classroom is for a single submission, not {}", submissions.size())
                            : Sentence.of("--student is for a single submission, not {}", submissions.size()));
        }
        if (student != null) {
            Submission only = submissions.get(0);
            submissions = List.of(new Submission(student, only.file(), only.text(), only.refusal()));
        }
        return submissions;
    }

    private List<Grade> grades(CourseAssignment assignment, List<Submission> submissions) {
        Grader grader = new Grader(assignment, System::nanoTime);
        List<Grade> grades = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        try (WorkProgress progress = terminal.work()) {
            Workers.<Grade, RuntimeException>each(
                    threads,
                    submissions.size(),
                    i -> {
                        Grade grade = grader.grade(submissions.get(i));
                        progress.show(
                                Sentence.of("{} of {} submissions graded", done.incrementAndGet(), submissions.size()));
                        return grade;
                    },
                    grades::add);
        }
        return grades;
    }

    private int key(CourseAssignment assignment) throws UsageException {
        if (!assignment.hasAnswer()) {
            throw usage("the assignment has no answer; write one under answer:");
        }
        try {
            Grader grader = new Grader(assignment, System::nanoTime);
            Grade grade = grader.key(student == null ? "" : student);
            List<NumberExtreme> extremes = student == null ? grader.extremes() : List.of();
            GradeTable table = new GradeTable(assignment, List.of(grade), true);
            print(table, assignment, List.of(grade));
            if (form == Form.text && !extremes.isEmpty()) {
                LanguageScope.in(lang, () -> ExtremesTable.lines(extremes)).forEach(terminal.output()::println);
                terminal.output().flush();
            }
            LanguageScope.in(lang, () -> ExtremesTable.problems(extremes))
                    .forEach(problem -> terminal.err().println("brownout: " + problem));
            boolean solvable = extremes.stream().allMatch(NumberExtreme::isSolvable);
            return grade.isFull() && solvable ? ExitCode.SUCCESS : ExitCode.VIOLATED;
        } catch (InvalidScenarioException wrong) {
            throw new UsageException(wrong.all());
        }
    }

    private void print(CourseAssignment assignment, List<Grade> grades) {
        print(new GradeTable(assignment, grades, reveal), assignment, grades);
    }

    private void print(GradeTable table, CourseAssignment assignment, List<Grade> grades) {
        switch (form) {
            case text -> LanguageScope.in(lang, table::lines).forEach(terminal.output()::println);
            case json -> terminal.output().writeBytes(table.data().json());
            case csv -> terminal.output().writeBytes(table.data().csv());
            case junit -> terminal.output().writeBytes(GradeXml.write(assignment, grades));
            case markdown ->
                terminal.output().writeBytes(utf8(LanguageScope.in(lang, () -> table.markdown(command()))));
            case lti -> terminal.output().writeBytes(new ScoreFile(assignment, grades).lti(time()));
            case classroom -> terminal.output().writeBytes(new ScoreFile(assignment, grades).classroom());
        }
        terminal.output().flush();
    }

    private void write(CourseAssignment assignment, List<Grade> grades) throws UsageException {
        GradeTable table = new GradeTable(assignment, grades, reveal);
        try (OutputFolder folder = OutputTarget.of(terminal, spec).lock(out)) {
            folder.write("grades.csv", table.data().csv());
            folder.write("grades.json", table.data().json());
            folder.write("junit.xml", GradeXml.write(assignment, grades));
            folder.write("scores.json", new ScoreFile(assignment, grades).lti(time()));
            List<String> written = new ArrayList<>();
            for (int i = 0; i < grades.size(); i++) {
                Grade grade = grades.get(i);
                String name = String.format(
                        Locale.ROOT, "feedback/%03d-%s.md", i + 1, Slug.text(grade.student(), "submission"));
                GradeFeedback feedback = new GradeFeedback(assignment, grade, false);
                folder.write(name, utf8(LanguageScope.in(lang, () -> feedback.markdown(command()))));
                written.add(name);
            }
            folder.removeEarlier("feedback", FEEDBACK, written);
        } catch (IOException failed) {
            throw OutputTarget.unwritable(out, failed);
        }
        terminal.err()
                .println("brownout: wrote grades.csv, grades.json, junit.xml, scores.json and feedback to " + out);
    }

    private Optional<String> time() {
        return Optional.ofNullable(timestamp);
    }

    private String command() {
        return OutputTarget.of(terminal, spec).repeated();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
