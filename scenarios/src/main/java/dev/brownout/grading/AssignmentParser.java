package dev.brownout.grading;

import dev.brownout.grading.AssignmentSpec.AssertionSpec;
import dev.brownout.grading.AssignmentSpec.ChangeSpec;
import dev.brownout.grading.AssignmentSpec.LimitsSpec;
import dev.brownout.grading.AssignmentSpec.NumbersSpec;
import dev.brownout.io.FileFormat;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.binding.Binder;
import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.Profiles;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.DeclaredVersion;
import dev.brownout.language.overlay.Library;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.ParameterLimits;
import dev.brownout.language.overlay.ScenarioInheritance;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.runtime.Run;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads an assignment and checks it against its base scenario. */
public final class AssignmentParser {
    /** File format of assignments. */
    public static final FileFormat FORMAT = new FileFormat("assignments", 1);

    /** Key of the model answer. */
    static final String ANSWER = "answer";

    /** Key of the faults of the hidden tests. */
    static final String HIDDEN_FAULTS = "faults";

    private static final String HIDDEN = "hidden";
    private static final String ALLOWED = "allowed";
    private static final String NUMBERS = "numbers";
    private static final Set<String> OPTION_KEYS = Set.of(ANSWER, DeclaredVersion.KEY);

    private final AssignmentSource source;
    private final Library library;
    private final ProblemCollector findings = new ProblemCollector();

    private AssignmentParser(AssignmentSource source, Library library) {
        this.source = source;
        this.library = library;
    }

    /**
     * Reads an assignment.
     *
     * @param library the scenarios that it may name as its base
     * @throws InvalidScenarioException with all problems of the assignment, or of its base scenario
     */
    public static CourseAssignment read(AssignmentSource source, Library library) throws InvalidScenarioException {
        return new AssignmentParser(source, library).read();
    }

    private CourseAssignment read() throws InvalidScenarioException {
        Node document = YamlReader.read(source.name(), source.text(), SourceLocation.FILE, findings);
        findings.throwIfAny();
        if (!(document instanceof Entries root)) {
            findings.error(
                    document.location(),
                    "an assignment is a map with the keys assignment, base, allowed and assertions");
            throw new InvalidScenarioException(findings.sorted());
        }
        DeclaredVersion.check(FORMAT, root, findings);
        findings.throwIfAny();
        Items hiddenFaults = hiddenFaults(root);
        AssignmentSpec spec = bind(AssignmentSpec.class, withoutTrees(root), "assignment", root.location());
        findings.throwIfAny();
        Map<String, String> files = new ConcurrentHashMap<>();
        ScenarioFile base = base(spec, root, files);
        Entries tree = tree(base, files);
        LimitsSpec limits = spec.limits()
                .orElseGet(() ->
                        bind(LimitsSpec.class, new Entries(Map.of(), root.location()), "limits", root.location()));
        CourseAssignment assignment = new CourseAssignment(
                new CourseAssignment.Parts(
                        source.name(),
                        source.text(),
                        spec,
                        limits,
                        base,
                        Map.copyOf(files),
                        changes(spec, root, tree),
                        spec.numbers().map(numbers -> numbers(numbers, root, base, tree)),
                        sla(spec.assertions(), (Entries) root.get("assertions")),
                        sla(
                                spec.hidden()
                                        .map(AssignmentSpec.HiddenSpec::assertions)
                                        .orElse(Map.of()),
                                spec.hidden().isPresent()
                                        ? (Entries) ((Entries) root.get(HIDDEN)).get("assertions")
                                        : new Entries(Map.of(), root.location())),
                        hiddenFaults,
                        answer(root)),
                library);
        findings.throwIfAny();
        check(assignment, spec);
        return assignment;
    }

    /** Returns the root without the parts that have the form of a scenario and therefore no record. */
    private static Entries withoutTrees(Entries root) {
        Entries plain = root.exclude(ANSWER).exclude(DeclaredVersion.KEY);
        return plain.get(HIDDEN) instanceof Entries hidden
                ? plain.with(HIDDEN, new Entry(root.entries().get(HIDDEN).key(), hidden.exclude(HIDDEN_FAULTS)))
                : plain;
    }

    private <R> R bind(Class<R> type, Entries map, String owner, SourceLocation place) {
        Vocabulary vocabulary = Vocabulary.standard();
        Binder binder = new Binder(
                vocabulary,
                DeclaredNames.of(new Entries(Map.of(), place), vocabulary),
                ReferencedFiles.withoutFolder(),
                Profiles.shippedInstance(),
                findings,
                new ResolvedSettings());
        return binder.record(type, map, new BindingPath(owner, Sentence.of(owner), owner, place), OPTION_KEYS);
    }

    private Items hiddenFaults(Entries root) {
        Items none = new Items(List.of(), root.location());
        Node faults = root.get(HIDDEN) instanceof Entries hidden ? hidden.get(HIDDEN_FAULTS) : null;
        if (faults instanceof Items list) {
            return list;
        }
        if (faults != null && !faults.isNull()) {
            findings.error(faults.location(), "faults is a list, such as [at 2m: crash web/1 for 1m]");
        }
        return none;
    }

    private Optional<Entries> answer(Entries root) {
        Node answer = root.get(ANSWER);
        if (answer instanceof Entries map) {
            return Optional.of(map);
        }
        if (answer != null && !answer.isNull()) {
            findings.error(
                    answer.location(),
                    "answer is a part of a scenario that is merged over the base, such as components: { "
                            + "web: { nodes: 2 } }");
        }
        return Optional.empty();
    }

    /** Reads the base scenario. The files that it names are added to {@code files}. */
    private ScenarioFile base(AssignmentSpec spec, Entries root, Map<String, String> files)
            throws InvalidScenarioException {
        SourceLocation place = root.get("base").location();
        ReferencedFiles known = source.files().withCache(files);
        Optional<String> text = library.text(spec.base());
        if (text.isEmpty() && spec.base().contains("/")) {
            findings.error(
                    place,
                    "base '{}' is no scenario of the library; a file lies beside the assignment, such "
                            + "as base: start.yaml",
                    spec.base());
            throw new InvalidScenarioException(findings.sorted());
        }
        if (text.isEmpty()) {
            try {
                text = Optional.of(known.text(spec.base(), YamlReader.MOST_BYTES));
                files.remove(spec.base());
            } catch (ValueException unreadable) {
                findings.error(
                        place,
                        "base '{}' is no scenario of the library, and no readable file: {}",
                        spec.base(),
                        Sentence.reason(unreadable));
                throw new InvalidScenarioException(findings.sorted());
            }
        }
        ScenarioFile base = new Loader(library).load(spec.base(), spec.base(), text.get(), known, Overrides.NONE);
        if (spec.variant().isPresent() && base.variant(spec.variant().get()).isEmpty()) {
            findings.unknownName(
                    root.get("variant").location(),
                    "variant",
                    spec.variant().get(),
                    base.variants().stream().map(ScenarioFile.Variant::name).toList());
        }
        return base;
    }

    /** Returns the base scenario as a tree that is merged over its parents. */
    private Entries tree(ScenarioFile base, Map<String, String> files) throws InvalidScenarioException {
        Node root = YamlReader.read(base.name(), base.text(), SourceLocation.FILE, findings);
        ReferencedFiles known = ReferencedFiles.withoutFolder().withCache(files);
        return new ScenarioInheritance(library, known, findings).mergeParents((Entries) root);
    }

    private List<AllowedChange> changes(AssignmentSpec spec, Entries root, Entries tree) {
        List<AllowedChange> changes = new ArrayList<>();
        Collection<String> components = DeclaredNames.keys(tree, DeclaredNames.COMPONENTS);
        for (Map.Entry<String, ChangeSpec> each : spec.allowed().entrySet()) {
            Entry written = ((Entries) root.get(ALLOWED)).entries().get(each.getKey());
            SettingPath path = SettingPath.parse(each.getKey(), components);
            SourceLocation place = written.key();
            if (path.steps().contains("")) {
                findings.error(place, "'{}' is no path; expected one such as web.nodes", each.getKey());
            } else if (!AllowedChange.sections().contains(path.section())) {
                Set<String> known = new LinkedHashSet<>(components);
                AllowedChange.sections().stream()
                        .filter(AllowedChange::isChangeable)
                        .forEach(known::add);
                findings.unknownName(place, "component or section", path.section(), known);
            } else if (!AllowedChange.isChangeable(path.section())) {
                findings.error(
                        place,
                        "no assignment can allow changes of '{}': it decides about the run or the score",
                        path.section());
            } else {
                limits(path, each.getValue(), written);
                changes.add(new AllowedChange(path, each.getValue(), place));
            }
        }
        return changes;
    }

    /** Checks the range of a setting with its own lower end. */
    private void limits(SettingPath path, ChangeSpec change, Entry written) {
        change.range().ifPresent(range -> {
            Node node = written.value() instanceof Entries map ? map.get("range") : written.value();
            Text low = new Text(range.split("\\.\\.", 2)[0].strip(), true, node.location());
            new ParameterLimits(path.toString(), low, findings).range(node);
        });
    }

    private StudentNumbers numbers(NumbersSpec numbers, Entries root, ScenarioFile base, Entries tree) {
        Entries values = (Entries) ((Entries) root.get(NUMBERS)).get("values");
        Map<String, Variation> variations = new LinkedHashMap<>();
        numbers.values().forEach((path, text) -> {
            Node value = values.get(path);
            try {
                Variation variation = Variation.of(path, text);
                checkReplaced(path, variation, tree, value.location());
                variations.put(path, variation);
            } catch (ValueException wrong) {
                findings.error(value.location(), wrong);
            }
        });
        StudentNumbers drawn = new StudentNumbers(numbers.salt(), variations);
        if (variations.size() == numbers.values().size()) {
            try {
                base.withNewValues(StudentNumbers.replacements(drawn.of("")));
            } catch (IllegalArgumentException notWritten) {
                findings.error(values.location(), Sentence.reason(notWritten));
            }
        }
        return drawn;
    }

    /** Reports numbers that would replace a function, such as a load with a spike, by a constant. */
    private void checkReplaced(String path, Variation variation, Entries tree, SourceLocation place) {
        Node node = tree;
        for (String step : SettingPath.parse(path, DeclaredNames.keys(tree, DeclaredNames.COMPONENTS))
                .steps()) {
            node = node instanceof Entries map ? map.get(step) : null;
        }
        boolean numbers = variation.values().stream().noneMatch(value -> Double.isNaN(value.number()));
        if (numbers
                && node instanceof Text text
                && text.value().endsWith(")")
                && !text.value().startsWith("$")) {
            findings.error(
                    place,
                    "{} is '{}', which a number replaces as a whole; list such values, each with its "
                            + "own numbers, separated by commas",
                    path,
                    text.value());
        }
    }

    /** Returns assertions in the form of a section {@code sla}, with a relation for each partial credit. */
    private Entries sla(Map<String, AssertionSpec> assertions, Entries written) {
        Map<String, Entry> sla = new LinkedHashMap<>();
        assertions.forEach((name, assertion) -> {
            Entry entry = written.entries().get(name);
            Entries map = (Entries) entry.value();
            relation(name, (Text) map.get("relation"), entry.key(), sla);
            if (map.get("partial") instanceof Entries partial) {
                partial.entries()
                        .forEach((relation, points) -> relation(
                                AssertionGrade.partialName(name, relation),
                                new Text(relation, true, points.key()),
                                points.key(),
                                sla));
            }
        });
        return new Entries(sla, written.location());
    }

    private void relation(String name, Text relation, SourceLocation key, Map<String, Entry> sla) {
        try {
            RelationParser.relation(relation.value());
            sla.put(name, new Entry(key, relation));
        } catch (ValueException wrong) {
            findings.error(relation.location(), wrong);
        }
    }

    /** Checks that the model answer, or else the base scenario, can be graded. */
    private void check(CourseAssignment assignment, AssignmentSpec spec) throws InvalidScenarioException {
        Entries base = assignment.base("");
        Entries tree = assignment.mergeAnswer(base);
        paths(assignment, base, tree);
        ProblemCollector refused = new ProblemCollector();
        SubmissionRules.check(assignment, base, tree, refused);
        refused.throwIfAny();
        build(assignment.visible(tree, assignment.baseFiles()));
        if (spec.hidden().isPresent()) {
            long seed = spec.hidden().get().seeds().get(0);
            build(assignment.hidden(tree, seed, assignment.baseFiles()));
        }
    }

    private static void build(ScenarioFile file) throws InvalidScenarioException {
        Variant variant = file.variants().get(0);
        try {
            Run.check(variant.scenario());
        } catch (ScenarioException impossible) {
            throw new InvalidScenarioException(List.of(variant.problem(impossible)));
        }
    }

    /** Reports allowed settings that no scenario can have, such as an unknown key of a component. */
    private void paths(CourseAssignment assignment, Entries base, Entries answer) throws InvalidScenarioException {
        for (AllowedChange change : assignment.changes()) {
            if (change.path().steps().contains(AllowedChange.ANY)
                    || has(base, change.path().steps())
                    || has(answer, change.path().steps())) {
                continue;
            }
            Entries tried = with(base, change.path().steps(), change.location());
            try {
                assignment.visible(tried, assignment.baseFiles());
            } catch (InvalidScenarioException refused) {
                refused.all().stream()
                        .filter(problem -> isUnknown(problem, change.location()))
                        .findFirst()
                        .ifPresent(problem ->
                                findings.error(ProblemKind.UNKNOWN_NAME, change.location(), problem.sentence()));
            }
        }
        findings.throwIfAny();
    }

    private boolean isUnknown(Problem problem, SourceLocation place) {
        return problem.rule() == ProblemKind.UNKNOWN_NAME
                && problem.source().equals(source.name())
                && problem.line() == place.line()
                && problem.column() == place.column();
    }

    private static boolean has(Node node, List<String> steps) {
        return steps.isEmpty()
                || node instanceof Entries map
                        && map.get(steps.get(0)) != null
                        && has(map.get(steps.get(0)), steps.subList(1, steps.size()));
    }

    /** Returns a tree with a text at a path, at the location of the path. */
    private static Entries with(Node node, List<String> steps, SourceLocation place) {
        Entries map = node instanceof Entries entries ? entries : new Entries(Map.of(), place);
        String step = steps.get(0);
        Node value = steps.size() == 1
                ? new Text("?", false, place)
                : with(map.get(step), steps.subList(1, steps.size()), place);
        return map.with(step, new Entry(place, value));
    }
}
