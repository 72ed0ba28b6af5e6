package dev.brownout.reference;

import dev.brownout.language.Language;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.PlainWords;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.Section;
import dev.brownout.reference.GlossaryTerms.Term;
import dev.brownout.reference.KoreanTerms.KoreanTerm;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Window;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spec.Selector;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Manual of the scenario language, with a page for every name that a scenario can use. */
public final class Manual {
    /** First Hangul syllable of Unicode. */
    private static final char FIRST_HANGUL = '\uAC00';

    /** Options beside the verb of a step, without the policies. */
    private static final List<Parameter> STEP_OPTIONS =
            ParameterReader.parameters(Language.STEP_OPTIONS, "step").stream()
                    .filter(option -> !option.name().equals("policies"))
                    .toList();

    private final Vocabulary vocabulary;
    private final List<ManualPage> pages = new ArrayList<>();
    private final List<Term> terms = GlossaryTerms.all();
    private final KoreanPages koreanPages;

    /** Creates the manual of a language definition: its vocabulary, its sections and the language itself. */
    public Manual(LanguageDefinition dialect) {
        this(dialect, KoreanSentences.shippedInstance());
    }

    /** Creates the manual of a language definition with other Korean sentences than those of the program. */
    public Manual(LanguageDefinition dialect, KoreanSentences sentences) {
        this.vocabulary = dialect.vocabulary();
        this.koreanPages = new KoreanPages(sentences);
        dialect.sections().forEach(this::section);
        vocabulary.components().forEach(this::component);
        vocabulary.policies().forEach(policy -> kind(ManualChapter.POLICIES, policy));
        vocabulary.faults().forEach(fault -> kind(ManualChapter.FAULTS, fault));
        vocabulary.steps().forEach(this::step);
        vocabulary.distributions().forEach(distributionType -> function(ManualChapter.DISTRIBUTIONS, distributionType));
        vocabulary.keyPopularities().forEach(keys -> function(ManualChapter.KEYS, keys));
        vocabulary.loads().forEach(load -> function(ManualChapter.LOADS, load));
        for (String kind : Language.profiled()) {
            Language.profiles(kind).forEach(name -> profile(kind, name));
        }
        pages.addAll(new Metrics(vocabulary).pages());
        pages.add(ManualPage.ofSubject(
                ManualChapter.RELATIONS,
                SpecFields.kind(Selector.class).orElseThrow(),
                Selector.Head.sentence(),
                List.of(),
                Selector.Head.faults()));
        written(ManualChapter.RELATIONS, Metric.class);
        written(ManualChapter.RELATIONS, Relation.class);
        written(ManualChapter.RELATIONS, Prediction.class);
        for (Class<?> window : TypeTables.table(Window.class).permitted()) {
            if (SpecFields.kind(window).isPresent()) {
                written(ManualChapter.RELATIONS, window);
            }
        }
        for (Dimension dimension : Dimension.values()) {
            amount(dimension);
        }
        terms.forEach(term -> pages.add(term.page()));
    }

    /** Returns all pages in the language of the current scope, chapter by chapter. */
    public List<ManualPage> pages() {
        return shown(pages);
    }

    /** Returns the pages of a chapter in the language of the current scope. */
    public List<ManualPage> pages(ManualChapter group) {
        return shown(pages.stream().filter(page -> page.group() == group).toList());
    }

    private List<ManualPage> shown(List<ManualPage> found) {
        if (LanguageScope.current() == TextLanguage.en) {
            return List.copyOf(found);
        }
        List<KoreanTerm> names = KoreanTerms.all();
        return found.stream().map(page -> korean(page, names)).toList();
    }

    /**
     * Returns the pages about a word, which may have several meanings. First are the pages of glossary terms with this
     * name, then the word's own pages. If it has no page of its own, its descriptions as a parameter on other pages
     * follow. A word without any exact match may differ in case, hyphens and plural endings. Returns an empty list for
     * an unknown word. A Korean name of a term gives its page with the Korean definition, and so does any name of a
     * term if texts are in Korean.
     */
    public List<ManualPage> pagesAbout(String word) {
        return shown(named(word));
    }

    /** Returns a page in Korean, with the name and the definition of its term if it is one of the course. */
    private ManualPage korean(ManualPage page, List<KoreanTerm> names) {
        return koreanPages.translate(names.stream()
                .filter(term -> term.page().equals(page.name()))
                .findFirst()
                .map(term -> term.translate(page))
                .orElse(page));
    }

    private List<ManualPage> named(String word) {
        List<ManualPage> found = new ArrayList<>();
        terms.stream().filter(term -> term.isNamed(word)).forEach(term -> found.add(term.page()));
        found.addAll(korean(word));
        found.addAll(pagesAbout(word::equals));
        if (found.isEmpty()) {
            String plain = PlainWords.join(word);
            found.addAll(pagesAbout(name -> PlainWords.join(name).equals(plain)));
        }
        return found;
    }

    private List<ManualPage> korean(String word) {
        return word.chars().allMatch(c -> c < FIRST_HANGUL)
                ? List.of()
                : KoreanTerms.all().stream()
                        .filter(term -> term.isNamed(word))
                        .map(term -> term.translate(named(term.page()).get(0)))
                        .toList();
    }

    /** Returns the terms of the course in English and Korean, in the order of its steps. */
    public List<CourseTerm> courseTerms() {
        return KoreanTerms.all().stream()
                .map(korean -> {
                    ManualPage page = named(korean.page()).get(0);
                    String syntax = terms.stream()
                            .filter(term -> term.name().equals(page.name()))
                            .findFirst()
                            .map(Term::syntax)
                            .orElse("kind: " + page.name());
                    return new CourseTerm(
                            page.name(), korean.name(), page.sentence(), korean.sentence(), syntax, korean.step());
                })
                .toList();
    }

    /** Returns the pages with a name, or the parameters with a name or path if there is no such page. */
    private List<ManualPage> pagesAbout(Predicate<String> called) {
        List<ManualPage> found = new ArrayList<>(pages.stream()
                .filter(page -> page.group() != ManualChapter.TERMS && called.test(page.name()))
                .toList());
        if (found.isEmpty()) {
            pages.forEach(page -> find(page, page.name(), called, ownParameters(page), found));
        }
        return found;
    }

    /** Returns the parameters of a page without the options that steps have in common. */
    private static List<Parameter> ownParameters(ManualPage page) {
        return page.group() == ManualChapter.STEPS
                ? page.parameters().stream()
                        .filter(parameter -> !STEP_OPTIONS.contains(parameter))
                        .toList()
                : page.parameters();
    }

    private static void find(
            ManualPage page,
            String path,
            Predicate<String> called,
            List<Parameter> parameters,
            List<ManualPage> found) {
        for (Parameter parameter : parameters) {
            String name = path + "." + parameter.name();
            if (called.test(parameter.name()) || called.test(name)) {
                found.add(ManualPage.of(page, path, parameter));
            }
            find(page, name, called, parameter.inner(), found);
        }
    }

    /** Returns every word that has a page or is a parameter, and the other names of terms, without duplicates. */
    public List<String> words() {
        LinkedHashSet<String> words = new LinkedHashSet<>();
        pages.forEach(page -> words.add(page.name()));
        pages.forEach(page -> names(page.parameters(), words));
        terms.forEach(term -> words.addAll(term.also()));
        return List.copyOf(words);
    }

    private static void names(List<Parameter> parameters, Set<String> names) {
        parameters.forEach(parameter -> {
            names.add(parameter.name());
            names(parameter.inner(), names);
        });
    }

    private void section(Section<?> section) {
        SectionShape shape = section.shape(vocabulary);
        List<Parameter> parameters = new ArrayList<>();
        shape.keys().forEach(key -> parameters.add(Parameter.plain(key.name(), key.description(), key.sentence())));
        List<String> notes = new ArrayList<>();
        for (Class<?> record : shape.records()) {
            ParameterReader.parameters(record, section.name())
                    .forEach(one -> parameters.add(shape.isOptional() ? one.asOptional() : one));
            if (SpecFields.of(record).fields().stream().anyMatch(ParameterReader::policies)) {
                notes.add(additionalKeys("policies"));
            }
        }
        notes.addAll(section.notes());
        List<ManualPage.Measure> measures = shape.records().stream()
                .flatMap(record -> Metrics.measures(record).stream())
                .toList();
        pages.add(new ManualPage(
                ManualChapter.SECTIONS,
                section.name(),
                ManualChapter.SECTIONS.one(),
                section.sentence(),
                Optional.empty(),
                parameters,
                measures,
                notes,
                section.example()));
    }

    private void component(Class<?> type) {
        SpecFields fields = SpecFields.of(type);
        String kind = fields.kind().orElseThrow();
        pages.add(new ManualPage(
                ManualChapter.COMPONENTS,
                kind,
                ManualChapter.COMPONENTS.one(),
                fields.sentence(),
                sheet(type),
                ParameterReader.parameters(type, kind),
                Metrics.measures(type),
                List.of(additionalKeys(Language.COMPONENT.commonKeys() + "; policies")),
                example(type)));
    }

    private void kind(ManualChapter group, Class<?> type) {
        SpecFields fields = SpecFields.of(type);
        String kind = fields.kind().orElseThrow();
        pages.add(new ManualPage(
                group,
                kind,
                group.one(),
                fields.sentence(),
                sheet(type),
                ParameterReader.parameters(type, kind),
                List.of(),
                TypeTables.table(type).has(FilterPosition.class) ? List.of(effectSentence(type)) : List.of(),
                example(type)));
    }

    /** Returns the positions of the policies by name, the outermost first. */
    Map<String, FilterPosition> positions() {
        Map<String, FilterPosition> positions = new LinkedHashMap<>();
        vocabulary
                .policies()
                .forEach(policy -> positions.put(SpecFields.kind(policy).orElseThrow(), FilterSpec.position(policy)));
        return positions;
    }

    /** Returns the timeout sources of steps, by the name of the step. */
    Map<String, String> stepTimeouts() {
        Map<String, String> sources = new LinkedHashMap<>();
        vocabulary.steps().forEach(step -> sources.put(SpecFields.kind(step).orElseThrow(), timeoutSource(step)));
        return sources;
    }

    private static String timeoutSource(Class<?> step) {
        if (CallStep.class.isAssignableFrom(step)) {
            return "`timeout` of the step, else of the component, else `network.timeout`";
        }
        return Step.CompositeStep.class.isAssignableFrom(step)
                ? "none of its own; each step inside has its timeout"
                : "none; it ends after its own time";
    }

    /** Returns a sentence on the effect of a policy that is written on a component. */
    private static String effectSentence(Class<?> type) {
        return switch (TypeTables.table(type).annotation(FilterPosition.class).value()) {
            case CALLER ->
                "On a component it is the default of each call to it, as if written on the step; the "
                        + "policy of a step replaces it, and 'none' on a step disables it.";
            case DOOR -> "On a component it applies at each node, for all callers together.";
        };
    }

    private void step(Class<? extends Step> type) {
        SpecFields fields = SpecFields.of(type);
        String verb = fields.kind().orElseThrow();
        boolean isAlone = Step.makesNoCalls(type);
        List<SpecField> own = Step.parameters(type);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(
                ParameterReader.parameter(own.get(0).withName(verb), verb).required());
        own.stream()
                .skip(1)
                .map(field -> ParameterReader.parameter(field, verb))
                .forEach(parameters::add);
        List<String> options = Language.stepOptions(type);
        STEP_OPTIONS.stream().filter(option -> options.contains(option.name())).forEach(parameters::add);
        pages.add(new ManualPage(
                ManualChapter.STEPS,
                verb,
                ManualChapter.STEPS.one(),
                fields.sentence(),
                Optional.empty(),
                parameters,
                List.of(),
                List.of(
                        isAlone
                                ? "Options of calls are not allowed, because the step makes no call."
                                : additionalKeys("policies")),
                example(type)));
    }

    private void written(ManualChapter group, Class<?> type) {
        SpecFields fields = SpecFields.of(type);
        pages.add(
                ManualPage.ofSubject(group, fields.kind().orElseThrow(), fields.sentence(), List.of(), example(type)));
    }

    /** Adds the page of a function. */
    private void function(ManualChapter group, Class<?> type) {
        SpecFields fields = SpecFields.of(type);
        List<Parameter> arguments = fields.fields().stream()
                .map(field -> Parameter.plain(field.name(), TypeDescriptions.argument(fields, field), field.sentence()))
                .toList();
        pages.add(
                ManualPage.ofSubject(group, fields.kind().orElseThrow(), fields.sentence(), arguments, example(type)));
    }

    private void profile(String kind, String name) {
        String sentence = "Defaults of " + kind + " as in " + name + " " + Language.profileVersion(kind, name) + ": "
                + Language.profileSettings(kind, name).entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining(", "))
                + ".";
        List<String> notes = new ArrayList<>();
        notes.add("Source: " + Language.profileSource(kind, name) + ".");
        Language.profileMeasured(kind, name)
                .ifPresent(result -> notes.add("Measured beside the product: " + result + "."));
        String top = kind.replaceFirst("[.].*", "");
        String required = switch (kind) {
            case "server.autoscale" -> ", target: 60%, max: 10";
            case "hedge" -> ", after: 500ms";
            default -> "";
        };
        String use = "{ profile: " + name + required + " }";
        if (kind.contains(".")) {
            use = "{ kind: " + top + ", " + kind.substring(top.length() + 1) + ": " + use + " }";
        } else if (vocabulary.policy(kind).isEmpty()) {
            String copies = kind.equals("database") ? " replicas: 2," : "";
            use = use.replace("{", "{ kind: " + kind + "," + copies);
        }
        String example = vocabulary.policy(kind).isPresent()
                ? "requests:\n  page: { path: [web], " + kind + ": " + use + " }\n"
                : "components:\n  " + top.replaceFirst("^load-balancer$", "lb") + ": " + use + "\n";
        pages.add(new ManualPage(
                ManualChapter.PROFILES,
                name,
                ManualChapter.PROFILES.one(),
                sentence,
                Optional.empty(),
                List.of(),
                List.of(),
                notes,
                example));
    }

    private void amount(Dimension dimension) {
        List<String> units = Language.units(dimension);
        String sentence = units.isEmpty()
                ? "A number without a unit, or with the suffix k, M or G."
                : "A number and its unit: " + String.join(", ", units) + ".";
        String name = dimension.words().replaceFirst("^an? ", "").replace(' ', '-');
        String most = " At most " + dimension.maximum() + ".";
        pages.add(ManualPage.ofSubject(ManualChapter.VALUES, name, sentence + most, List.of(), dimension.example()));
    }

    private String additionalKeys(String name) {
        List<String> policies = Vocabulary.kinds(vocabulary.policies());
        return "Also allowed: " + name + " " + String.join(", ", policies) + ", or a list of them under policies.";
    }

    private static Optional<ModelSheet> sheet(Class<?> type) {
        ModelSheet own = TypeTables.table(type).annotation(ModelSheet.class);
        return Optional.ofNullable(own == null ? TypeTables.table(type).ofPackage(ModelSheet.class) : own);
    }

    private static String example(Class<?> type) {
        Example example = TypeTables.table(type).annotation(Example.class);
        return example == null ? "" : example.value();
    }
}
