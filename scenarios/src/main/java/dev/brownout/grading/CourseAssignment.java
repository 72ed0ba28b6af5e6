package dev.brownout.grading;

import dev.brownout.grading.AssignmentSpec.AssertionSpec;
import dev.brownout.grading.AssignmentSpec.ChangeSpec;
import dev.brownout.grading.AssignmentSpec.HiddenSpec;
import dev.brownout.grading.AssignmentSpec.LimitsSpec;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.overlay.Library;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.ScenarioInheritance;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An assignment that has been read and checked. It is immutable and may be shared by threads. */
public final class CourseAssignment {
    private static final String VARIANTS = "variants";

    /** Sections of the base scenario that a graded run does not need. */
    private static final List<String> LEFT_OUT = List.of("about", "predict", "charts", "sweep", VARIANTS);

    /** Sections of the base scenario that tell the solution. */
    private static final List<String> SOLUTION = List.of("about", "predict", "sweep", VARIANTS);
    /** Keys of an assignment that are not published, with their content. */
    private static final List<String> SECRET = List.of("answer", "hidden");

    private static final String RUN_SEED = "run.seed";

    private final Parts parts;
    private final Library library;

    /**
     * Parts of an assignment.
     *
     * @param base the base scenario with its own numbers
     * @param files texts of the files that the base scenario names, by name
     * @param tests the assertions that students see, in the form of a section {@code sla}
     * @param hiddenTests the assertions of the hidden tests, in the same form
     * @param hiddenFaults the faults of the hidden tests
     * @param answer the model answer, a scenario that is merged over the base scenario; empty for none
     */
    record Parts(
            String source,
            String text,
            AssignmentSpec spec,
            LimitsSpec limits,
            ScenarioFile base,
            Map<String, String> files,
            List<AllowedChange> allowed,
            Optional<StudentNumbers> numbers,
            Entries tests,
            Entries hiddenTests,
            Items hiddenFaults,
            Optional<Entries> answer) {}

    CourseAssignment(Parts parts, Library library) {
        this.parts = parts;
        this.library = library;
    }

    /** Returns its title. */
    public String title() {
        return parts.spec().assignment();
    }

    /** Returns the task as the students read it; empty if it has none. */
    public String task() {
        return parts.spec().task().orElse("");
    }

    /** Returns the limits of each submission. */
    public LimitsSpec limits() {
        return parts.limits();
    }

    /** Returns the assertions that students see. */
    public Map<String, AssertionSpec> assertions() {
        return parts.spec().assertions();
    }

    /** Returns the hidden tests; empty if there are none. */
    public Optional<HiddenSpec> hidden() {
        return parts.spec().hidden();
    }

    /** Returns the settings that a submission may change, by their paths as the assignment writes them. */
    public Map<String, ChangeSpec> allowed() {
        return parts.spec().allowed();
    }

    /** Returns the paths of the numbers that differ between students. */
    public List<String> numbers() {
        return parts.numbers()
                .map(numbers -> List.copyOf(numbers.variations().keySet()))
                .orElse(List.of());
    }

    /** Returns whether the assignment has a model answer. */
    public boolean hasAnswer() {
        return parts.answer().isPresent();
    }

    /** Returns the sum of the points of all assertions. */
    public double points() {
        return points(assertions())
                + hidden().map(tests -> points(tests.assertions())).orElse(0.0);
    }

    private static double points(Map<String, AssertionSpec> assertions) {
        return assertions.values().stream().mapToDouble(AssertionSpec::points).sum();
    }

    /**
     * Returns the scenario that a student starts from, with the numbers of the student, without comments, and without
     * the sections that tell the solution. Of the variants it has only the one that the assignment runs. Sections of
     * its parents are removed by an empty value.
     *
     * @throws IllegalArgumentException if such a section, or another variant, is not at the beginning of a line
     */
    public String start(String student) {
        StudentText text = StudentText.withoutComments(parts.base().name(), baseText(student))
                .exclude(omissible(SOLUTION));
        Entries inherited = inherited(text);
        for (String section : omissible(SOLUTION)) {
            text = inherited.get(section) == null ? text : text.append(section + ": ~");
        }
        return parts.spec().variant().isEmpty()
                ? text.text()
                : withOneVariant(text, inherited).text();
    }

    /** Returns a start without the variants that the assignment does not run. */
    private StudentText withOneVariant(StudentText text, Entries inherited) {
        List<String> others = otherVariants(inherited);
        boolean isWritten = text.tree().get(VARIANTS) instanceof Entries own && own.get(variant()) != null;
        StudentText one = isWritten ? text.excludeIn(VARIANTS, others) : text.exclude(List.of(VARIANTS));
        List<String> removals = otherVariants(inherited(one)).stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\": ~")
                .toList();
        if (!isWritten && !removals.isEmpty()) {
            return one.append(VARIANTS + ": { " + String.join(", ", removals) + " }");
        }
        for (String removal : removals) {
            one = one.insertBefore(VARIANTS, variant(), removal);
        }
        return one;
    }

    private String variant() {
        return parts.spec().variant().orElse("");
    }

    /** Returns the names of the variants of a scenario that the assignment does not run. */
    private List<String> otherVariants(Entries scenario) {
        return scenario.get(VARIANTS) instanceof Entries variants
                ? variants.entries().keySet().stream()
                        .filter(name -> !name.equals(variant()))
                        .toList()
                : List.of();
    }

    private Entries inherited(StudentText text) {
        try {
            return merge(text.text(), baseFiles());
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException(invalid.render(), invalid);
        }
    }

    private List<String> omissible(List<String> sections) {
        return sections.stream()
                .filter(section ->
                        !section.equals(VARIANTS) || parts.spec().variant().isEmpty())
                .toList();
    }

    private String baseText(String student) {
        return parts.numbers()
                .map(numbers -> baseText(numbers.of(student)))
                .orElse(parts.base().text());
    }

    private String baseText(Map<String, String> numbers) {
        return parts.base().withNewValues(StudentNumbers.replacements(numbers));
    }

    /** Returns the combinations of extreme numbers of students by path; empty if all students have the same numbers. */
    List<Map<String, String>> extremes() {
        return parts.numbers().map(StudentNumbers::extremes).orElse(List.of());
    }

    /** Returns the base scenario with numbers by path as a tree that is merged over its parents. */
    Entries base(Map<String, String> numbers) throws InvalidScenarioException {
        return merge(baseText(numbers), baseFiles());
    }

    /** Returns the text of the assignment without comments, its answer and its hidden tests, for students. */
    public String published() {
        return StudentText.withoutComments(parts.source(), parts.text())
                .exclude(SECRET)
                .text();
    }

    List<AllowedChange> changes() {
        return parts.allowed();
    }

    /** Returns the base scenario of a student as a tree that is merged over its parents. */
    Entries base(String student) throws InvalidScenarioException {
        return merge(student.isEmpty() ? parts.base().text() : baseText(student), baseFiles());
    }

    /** Returns the base scenario without the ungraded sections and variants that a submission does not have either. */
    Entries comparable(Entries base, Entries submission) {
        Entries compared = base;
        for (String section : omissible(LEFT_OUT)) {
            compared = submission.get(section) == null ? compared.exclude(section) : compared;
        }
        if (parts.spec().variant().isPresent()
                && compared.get(VARIANTS) instanceof Entries kept
                && submission.get(VARIANTS) instanceof Entries submitted) {
            for (String other : otherVariants(compared)) {
                kept = submitted.get(other) == null ? kept.exclude(other) : kept;
            }
            compared = compared.with(
                    VARIANTS, new Entry(compared.entries().get(VARIANTS).key(), kept));
        }
        return compared;
    }

    /** Returns the value of the key {@code use} of the base scenario; empty if it has none. */
    Optional<Node> use() {
        ProblemCollector ignored = new ProblemCollector();
        Node root = YamlReader.read(parts.base().name(), parts.base().text(), SourceLocation.FILE, ignored);
        return root instanceof Entries entries
                ? Optional.ofNullable(entries.get(ScenarioInheritance.SECTION))
                : Optional.empty();
    }

    private Entries merge(String text, ReferencedFiles files) throws InvalidScenarioException {
        ProblemCollector findings = new ProblemCollector();
        Node root = YamlReader.read(parts.base().name(), text, SourceLocation.FILE, findings);
        findings.throwIfAny();
        return merge((Entries) root, files, findings);
    }

    /** Returns a scenario merged over its parents. */
    Entries merge(Entries root, ReferencedFiles files, ProblemCollector findings) throws InvalidScenarioException {
        Entries merged = new ScenarioInheritance(library, files, findings).mergeParents(root);
        findings.throwIfAny();
        return merged;
    }

    /** Returns the files of the base scenario, without access to others. */
    ReferencedFiles baseFiles() {
        return ReferencedFiles.withoutFolder().withCache(parts.files());
    }

    /** Returns the texts of the files of the base scenario, by name. */
    Map<String, String> files() {
        return parts.files();
    }

    /** Returns a scenario with the model answer merged over it. */
    Entries mergeAnswer(Entries base) {
        return parts.answer().map(answer -> (Entries) Node.merge(base, answer)).orElse(base);
    }

    /** Returns the scenario of the run with the assertions that students see. */
    ScenarioFile visible(Entries submission, ReferencedFiles files) throws InvalidScenarioException {
        return new Loader(library).load(title(), graded(submission, parts.tests()), files, Overrides.NONE);
    }

    /** Returns the scenario of a run of the hidden tests. */
    ScenarioFile hidden(Entries submission, long seed, ReferencedFiles files) throws InvalidScenarioException {
        Entries root = graded(submission, parts.hiddenTests());
        List<Node> faults = new ArrayList<>();
        if (root.get(DeclaredNames.FAULTS) instanceof Items own) {
            faults.addAll(own.items());
        }
        faults.addAll(parts.hiddenFaults().items());
        SourceLocation place = parts.hiddenFaults().location();
        Entries all =
                faults.isEmpty() ? root : root.with(DeclaredNames.FAULTS, new Entry(place, new Items(faults, place)));
        Overrides overrides = Overrides.NONE.with(new Overrides.Option("seeds", RUN_SEED, Long.toString(seed)));
        return new Loader(library).load(title(), all, files, overrides);
    }

    /** Returns a scenario with other assertions, without the parts that a graded run does not need. */
    private Entries graded(Entries submission, Entries tests) {
        Entries root = submission;
        for (String section : LEFT_OUT) {
            root = root.exclude(section);
        }
        root = root.with("sla", new Entry(tests.location(), tests));
        if (parts.spec().variant().isPresent() && submission.get(VARIANTS) instanceof Entries variants) {
            String name = parts.spec().variant().get();
            Entry selected = variants.entries().get(name);
            Node content =
                    selected.value() instanceof Entries map ? map.exclude("expect_violations") : selected.value();
            Entries only = new Entries(Map.of(name, new Entry(selected.key(), content)), variants.location());
            root = root.with(VARIANTS, new Entry(selected.key(), only));
        }
        return root;
    }
}
