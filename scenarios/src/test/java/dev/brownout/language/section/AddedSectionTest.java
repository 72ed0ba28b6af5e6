package dev.brownout.language.section;

import static dev.brownout.language.ScenarioTexts.GOOD;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.catalog.Catalog;
import dev.brownout.language.Loader;
import dev.brownout.language.ResolvedWriter;
import dev.brownout.language.SampleKinds;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualChapter;
import dev.brownout.reference.ManualMarkdown;
import dev.brownout.reference.ManualPage;
import dev.brownout.reference.PageLines;
import dev.brownout.reference.Validator;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A new section needs one class and one entry of the list; all users of the list support it. */
class AddedSectionTest {
    private static final Oncall ONCALL = new Oncall();
    private static final Tags TAGS = new Tags();
    private static final LanguageDefinition DIALECT = dialect();
    private static final String WITH = GOOD + """
            oncall: { team: shop, answers_within: $patience }
            tags: [sale, winter]
            params: { patience: 5m }
            variants:
              day: {}
              night: { set: { oncall.answers_within: 20m } }
            """;

    private static LanguageDefinition dialect() {
        LanguageDefinition shipped = LanguageDefinition.standard();
        List<Section<?>> more = new ArrayList<>(shipped.sections());
        more.addAll(List.of(ONCALL, TAGS));
        return new LanguageDefinition(new Vocabulary(SampleKinds.ALL, Catalog.policies(), Catalog.faults()), more);
    }

    /** Test record: the team on call. */
    @Doc("Who is called.")
    record OnCallEntry(
            @Doc("The team that is called.") String team,

            @Doc("How long it takes until somebody answers.") @Default("10m") @AtMost(3_600_000_000_000L)
            Duration answersWithin) {}

    /** A section of variants with the keys of a record. */
    private static final class Oncall extends VariantSection<Optional<OnCallEntry>> {
        private final List<OnCallEntry> read = new ArrayList<>();

        Oncall() {
            super("oncall", "Who is called when it breaks.", "oncall: { team: shop }\n");
        }

        @Override
        public SectionShape shape(Vocabulary vocabulary) {
            return SectionShape.Of.record(OnCallEntry.class);
        }

        @Override
        boolean isMeasured() {
            return false;
        }

        @Override
        Optional<OnCallEntry> read(VariantSection.Source source) {
            Entry entry = written(source.root());
            if (entry == null || !(entry.value() instanceof Entries map)) {
                return Optional.empty();
            }
            OnCallEntry called = source.binder()
                    .record(OnCallEntry.class, map, new BindingPath(name(), Sentence.of(name()), name(), entry.key()));
            read.add(called);
            return Optional.ofNullable(called);
        }
    }

    /** A section of the file without a record. */
    private static final class Tags extends FileSection<List<String>> {
        private List<String> read = List.of();

        Tags() {
            super("tags", "Words to find the scenario by.", "tags: [sale, winter]\n");
        }

        @Override
        public SectionShape shape(Vocabulary vocabulary) {
            return SectionShape.ListShape.of(SectionShape.PlainShape.WORDS);
        }

        @Override
        List<String> read(FileSection.Source source) {
            read = written(source.root()) != null && written(source.root()).value() instanceof Items list
                    ? list.items().stream().map(item -> ((Text) item).value()).toList()
                    : List.of();
            return read;
        }
    }

    private static ScenarioFile load(String text, Overrides overrides) throws InvalidScenarioException {
        return new Loader(DIALECT, name -> Optional.of(WITH)).load("test.yaml", text, overrides);
    }

    private static List<String> refused(String text, Overrides overrides) {
        return catchThrowableOfType(InvalidScenarioException.class, () -> load(text, overrides)).all().stream()
                .map(Problem::headline)
                .toList();
    }

    @Test
    void isReadPerVariantWithParametersAndSettings() throws InvalidScenarioException {
        ONCALL.read.clear();
        ScenarioFile file = load(WITH, Overrides.NONE);
        assertThat(ONCALL.read)
                .containsExactly(
                        new OnCallEntry("shop", Duration.ofMinutes(5)),
                        new OnCallEntry("shop", Duration.ofMinutes(20)));
        assertThat(TAGS.read).containsExactly("sale", "winter");
        assertThat(file.variants().get(1).settings())
                .filteredOn(setting -> setting.path().startsWith("oncall."))
                .extracting(setting -> setting.path() + " " + setting.value() + " " + setting.origin())
                .containsExactly("oncall.answers_within 20m variant", "oncall.team shop file");
        assertThat(file.variants()
                        .get(1)
                        .hasEqualMeasuredSettings(file.variants().get(0)))
                .as("measured results do not depend on the section")
                .isTrue();
    }

    @Test
    void overridesItsParentAndIsSetFromTheCommandLine() throws InvalidScenarioException {
        ONCALL.read.clear();
        load("use: parent\noncall: { team: web }\nvariants: { one: {} }\n", Overrides.NONE);
        load(WITH, new Overrides(List.of("patience=1m"), List.of("oncall.team=night")));
        assertThat(ONCALL.read).contains(new OnCallEntry("web", Duration.ofMinutes(5)));
        assertThat(ONCALL.read).contains(new OnCallEntry("night", Duration.ofMinutes(1)));
    }

    @Test
    void isWrittenToTheResolvedScenario() throws InvalidScenarioException {
        ScenarioFile file = load(GOOD + "oncall: { team: shop }\n", Overrides.NONE);
        String resolved =
                new ResolvedWriter(DIALECT).write(file, file.variants().get(0));
        assertThat(resolved).containsPattern("oncall:\n  answers_within: 10m +# default\n  team: shop +# file\n");
        assertThat(load(resolved, Overrides.NONE).digest()).isEqualTo(file.digest());
    }

    @Test
    void isSuggestedInMessages() {
        assertThat(refused(GOOD + "onkall: { team: shop }\n", Overrides.NONE).get(0))
                .endsWith("unknown section 'onkall'; did you mean 'oncall'?");
        assertThat(refused(GOOD + "oncall: { taem: shop }\n", Overrides.NONE))
                .anyMatch(p -> p.contains("unknown key 'taem' in oncall; did you mean 'team'?"));
        assertThat(refused(GOOD + "oncall: { team: shop, answers_within: 2h }\n", Overrides.NONE))
                .anyMatch(p -> p.contains("is too large; at most 1h is allowed"));
        assertThat(refused(GOOD, new Overrides(List.of(), List.of("oncal.team=a")))
                        .get(0))
                .contains("unknown component or section 'oncal'; did you mean 'oncall'?");
        assertThat(refused(replaceParts(GOOD, "web", "oncall"), Overrides.NONE))
                .anyMatch(p -> p.contains("'oncall' is a reserved word; name the component differently"));
    }

    @Test
    void schemaValidatesIt() {
        Validator schema = new Validator(DIALECT);
        assertThat(schema.problems(WITH)).isEmpty();
        assertThat(schema.problems("use: parent\noncall: { answers_within: 5m }"))
                .hasSize(1);
        assertThat(schema.problems("use: parent\noncall: { team: shop, after: 5m }"))
                .hasSize(1);
        assertThat(schema.problems("use: parent\ntags: sale")).hasSize(1);
        assertThat(schema.problems("use: parent\ncomponents: { oncall: { kind: server } }"))
                .isNotEmpty();
        assertThat(new Validator(LanguageDefinition.standard()).problems("use: parent\ntags: [sale]"))
                .hasSize(1);
    }

    @Test
    void manualAndExplainDescribeIt() {
        Manual manual = new Manual(DIALECT);
        List<ManualPage> pages = manual.pagesAbout("oncall");
        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).group()).isEqualTo(ManualChapter.SECTIONS);
        assertThat(String.join("\n", PageLines.lines(pages.get(0), false)))
                .contains(
                        "Who is called when it breaks.",
                        "answers_within",
                        "by default 10m",
                        "The team that is called.");
        assertThat(manual.pagesAbout("answers_within")).hasSize(1);
        assertThat(manual.words()).contains("tags");
        assertThat(ManualMarkdown.text(manual))
                .contains("### oncall\n", "### tags\n", "| `team` | a text | required |");
    }

    @Test
    void exampleOfEveryShippedSectionIsRead() {
        Map<String, Section<?>> known = new java.util.LinkedHashMap<>();
        Sections.ALL.forEach(section -> known.put(section.name(), section));
        assertThat(known).hasSameSizeAs(Sections.ALL);
        known.forEach((name, section) -> {
            Node example = YamlReader.read(name, section.example(), SourceLocation.FILE, new ProblemCollector());
            assertThat(((Entries) example).entries()).containsKey(name);
            assertThat(known)
                    .containsKeys(((Entries) example).entries().keySet().toArray(String[]::new));
        });
    }
}
