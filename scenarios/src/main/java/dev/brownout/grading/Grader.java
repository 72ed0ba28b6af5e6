package dev.brownout.grading;

import dev.brownout.grading.AssignmentSpec.AssertionSpec;
import dev.brownout.grading.AssignmentSpec.HiddenSpec;
import dev.brownout.grading.Grade.HiddenGrade;
import dev.brownout.grading.Grade.HiddenRun;
import dev.brownout.grading.Grade.Status;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.parse.ProjectFolder;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Grades submissions of one assignment. A grade depends on the assignment and the submission only, unless it is
 * {@link Status#NOT_GRADED}. The class may be used by several threads.
 */
public final class Grader {
    /** Maximum number of reasons for one refused submission. */
    private static final int MOST_MESSAGES = 10;

    private static final double HUNDREDTHS = 100;
    private static final String IMPOSSIBLE =
            "The hidden tests cannot be run with this submission: a part that they need is missing.";

    private final CourseAssignment assignment;
    private final LongSupplier clock;

    /** Indicates that a submission ends without a complete result. */
    private static final class UngradedException extends Exception {
        private static final long serialVersionUID = 1;

        private final Status status;
        private final transient List<Sentence> messages;

        UngradedException(Status status, List<Sentence> messages) {
            super(messages.toString());
            this.status = status;
            this.messages = List.copyOf(messages);
        }
    }

    /**
     * Creates a grader.
     *
     * @param clock the wall clock for the limit on time, in ns
     */
    public Grader(CourseAssignment assignment, LongSupplier clock) {
        this.assignment = assignment;
        this.clock = clock;
    }

    /** Grades a submission. A submission of any content has a grade; no exception is thrown for it. */
    public Grade grade(Submission submission) {
        try {
            return gradeOf(submission);
        } catch (UngradedException e) {
            return ungraded(submission, e.status, e.messages);
        } catch (OutOfMemoryError full) {
            return ungraded(
                    submission, Status.NOT_GRADED, List.of(Sentence.of("The memory of this machine is not enough.")));
        } catch (StackOverflowError deep) {
            return ungraded(submission, Status.NOT_GRADED, List.of(Sentence.of("The file is nested too deeply.")));
        } catch (RuntimeException defect) {
            return ungraded(
                    submission, Status.NOT_GRADED, List.of(Sentence.of("The program failed with this submission.")));
        }
    }

    /**
     * Grades the model answer.
     *
     * @param student the student with the numbers to use; empty for the numbers of the base scenario
     * @throws InvalidScenarioException if the answer is not allowed with these numbers
     */
    public Grade key(String student) throws InvalidScenarioException {
        return answer(assignment.base(student), student.isEmpty() ? "model answer" : student);
    }

    /**
     * Grades the model answer and the unchanged base scenario at all combinations of the extreme numbers of students.
     *
     * @return the grades; empty if all students have the same numbers
     * @throws InvalidScenarioException if the answer is not allowed with some numbers
     */
    public List<NumberExtreme> extremes() throws InvalidScenarioException {
        List<NumberExtreme> extremes = new ArrayList<>();
        for (Map<String, String> numbers : assignment.extremes()) {
            Entries base = assignment.base(numbers);
            Submission unchanged = Submission.of("unchanged", "start", "");
            extremes.add(new NumberExtreme(numbers, answer(base, "model answer"), grade(unchanged, base)));
        }
        return extremes;
    }

    private Grade answer(Entries base, String name) throws InvalidScenarioException {
        ProblemCollector findings = new ProblemCollector();
        Entries tree = assignment.mergeAnswer(base);
        SubmissionRules.check(assignment, base, tree, findings);
        findings.throwIfAny();
        return grade(Submission.of(name, "answer", ""), tree);
    }

    private Grade grade(Submission known, Entries tree) throws InvalidScenarioException {
        try {
            return gradeOf(known, tree, assignment.baseFiles());
        } catch (UngradedException e) {
            return ungraded(known, e.status, e.messages);
        }
    }

    private Grade ungraded(Submission submission, Status status, List<Sentence> messages) {
        return new Grade(
                submission.student(),
                submission.file(),
                status,
                0,
                assignment.points(),
                List.of(),
                Optional.empty(),
                messages);
    }

    private Grade gradeOf(Submission submission) throws UngradedException {
        if (submission.text().isEmpty()) {
            throw new UngradedException(
                    Status.REFUSED, submission.refusal().stream().toList());
        }
        List<String> opened = new ArrayList<>();
        ProjectFolder closed = (name, mostBytes) -> {
            opened.add(name);
            throw new AccessDeniedException(name);
        };
        ReferencedFiles files = ReferencedFiles.ofProject(closed).withCache(assignment.files());
        try {
            return gradeOf(submission, tree(submission, files), files);
        } catch (InvalidScenarioException refused) {
            List<Sentence> messages = new ArrayList<>();
            opened.forEach(name ->
                    messages.add(Sentence.of("a submission cannot read other files; this one names '{}'", name)));
            messages.addAll(messages(submission, refused));
            throw new UngradedException(Status.REFUSED, messages);
        }
    }

    /** Reads a submission and checks that it changes only permitted settings. */
    private Entries tree(Submission submission, ReferencedFiles files) throws InvalidScenarioException {
        ProblemCollector findings = new ProblemCollector();
        Node document =
                YamlReader.read(submission.file(), submission.text().orElseThrow(), SourceLocation.FILE, findings);
        findings.throwIfAny();
        if (!(document instanceof Entries root)) {
            findings.error(document.location(), "a submission is a scenario: a map of sections such as components");
            throw new InvalidScenarioException(findings.sorted());
        }
        SubmissionRules.checkParent(assignment.use(), Optional.ofNullable(root.get("use")), root, findings);
        findings.throwIfAny();
        Entries tree = assignment.merge(root, files, findings);
        SubmissionRules.check(assignment, assignment.base(submission.student()), tree, findings);
        findings.throwIfAny();
        return tree;
    }

    private List<Sentence> messages(Submission submission, InvalidScenarioException refused) {
        List<Problem> errors =
                refused.all().stream().filter(problem -> !problem.warning()).toList();
        List<Sentence> messages = new ArrayList<>();
        errors.stream()
                .limit(MOST_MESSAGES)
                .forEach(problem -> messages.add(
                        problem.source().equals(submission.file()) ? problem.located() : problem.sentence()));
        if (errors.size() > MOST_MESSAGES) {
            messages.add(Sentence.of("and {} more", errors.size() - MOST_MESSAGES));
        }
        return messages;
    }

    private Grade gradeOf(Submission submission, Entries tree, ReferencedFiles files)
            throws InvalidScenarioException, UngradedException {
        RunBudget budget = new RunBudget(assignment.limits(), clock);
        Map<String, SlaResult> verdicts = run(assignment.visible(tree, files), budget);
        List<AssertionGrade> assertions = grades(assignment.assertions(), verdicts);
        Optional<HiddenGrade> hidden = Optional.empty();
        if (assignment.hidden().isPresent()) {
            hidden = Optional.of(hidden(assignment.hidden().get(), tree, files, budget));
        }
        double points = assertions.stream().mapToDouble(AssertionGrade::points).sum()
                + hidden.map(HiddenGrade::points).orElse(0.0);
        List<Sentence> messages = hidden.filter(grade -> grade.runs().isEmpty())
                .map(grade -> List.of(Sentence.of(IMPOSSIBLE)))
                .orElse(List.of());
        return new Grade(
                submission.student(),
                submission.file(),
                Status.GRADED,
                Math.round(points * HUNDREDTHS) / HUNDREDTHS,
                assignment.points(),
                assertions,
                hidden,
                messages);
    }

    /**
     * Runs the hidden tests. Their problems are not passed on, because they name the hidden faults and assertions. A
     * submission without a part that they need has no points for them.
     */
    private HiddenGrade hidden(HiddenSpec tests, Entries tree, ReferencedFiles files, RunBudget budget)
            throws UngradedException {
        double most = tests.assertions().values().stream()
                .mapToDouble(AssertionSpec::points)
                .sum();
        List<HiddenRun> runs = new ArrayList<>();
        try {
            for (long seed : tests.seeds()) {
                Map<String, SlaResult> verdicts = run(assignment.hidden(tree, seed, files), budget);
                runs.add(new HiddenRun(seed, grades(tests.assertions(), verdicts)));
            }
        } catch (InvalidScenarioException impossible) {
            return new HiddenGrade(0, most, List.of());
        }
        double points = runs.stream()
                .flatMap(run -> run.assertions().stream())
                .mapToDouble(AssertionGrade::points)
                .sum();
        return new HiddenGrade(points / runs.size(), most, runs);
    }

    private static List<AssertionGrade> grades(Map<String, AssertionSpec> assertions, Map<String, SlaResult> verdicts) {
        List<AssertionGrade> grades = new ArrayList<>();
        assertions.forEach((name, assertion) -> grades.add(AssertionGrade.of(name, assertion, verdicts)));
        return grades;
    }

    /** Runs the first variant of a scenario to its end. Returns the verdicts by name. */
    private static Map<String, SlaResult> run(ScenarioFile file, RunBudget budget)
            throws InvalidScenarioException, UngradedException {
        Variant variant = file.variants().get(0);
        VariantResult result;
        try {
            result = TimedTask.runWithin(
                            budget.remainingNanos(), () -> Run.execute(variant.scenario(), file.setup(variant), budget))
                    .orElse(null);
        } catch (ScenarioException impossible) {
            throw new InvalidScenarioException(List.of(variant.problem(impossible)));
        }
        if (result == null) {
            throw new UngradedException(Status.NOT_GRADED, List.of(Sentence.of("Not graded: {}.", budget.expire())));
        }
        budget.checkCompleted(result.run().simulatedEvents());
        if (budget.isLate()) {
            throw new UngradedException(
                    Status.NOT_GRADED,
                    List.of(Sentence.of("Not graded: {}.", budget.excess().get())));
        }
        if (!budget.excess().isEmpty()) {
            throw new UngradedException(
                    Status.LIMIT_EXCEEDED,
                    List.of(Sentence.of("Limit exceeded: {}.", budget.excess().get())));
        }
        if (!result.run().complete()) {
            throw new UngradedException(Status.NOT_GRADED, List.of(Sentence.of("Not graded: a run ended early.")));
        }
        return new LinkedHashMap<>(result.evaluation().sla());
    }
}
