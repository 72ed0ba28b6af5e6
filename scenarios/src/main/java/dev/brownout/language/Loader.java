package dev.brownout.language;

import dev.brownout.files.BoundedFile;
import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Text;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads scenarios: from files, from the library, or from a text. */
public final class Loader {
    /** The most that a file of the language may hold; YAML has a limit of its own, in characters. */
    public static final int MOST_BYTES = 4 * YamlReader.MOST_CHARACTERS;

    private final Vocabulary vocabulary;
    private final Library library;
    private final boolean buildable;
    private final Profiles profiles = Profiles.shipped();

    /** Finds the text of a scenario by its name in the library. */
    @FunctionalInterface
    public interface Library {
        /** The text; empty where the library has no such scenario. */
        Optional<String> text(String name);
    }

    /** Reads scenarios about everything that this program knows, with parents from a library. */
    public Loader(Library library) {
        this(Vocabulary.standard(), library, true);
    }

    /** Reads scenarios about other kinds than this program ships, which are not built to see what else is wrong. */
    public Loader(Vocabulary vocabulary, Library library) {
        this(vocabulary, library, false);
    }

    private Loader(Vocabulary vocabulary, Library library, boolean buildable) {
        this.vocabulary = vocabulary;
        this.library = library;
        this.buildable = buildable;
    }

    /**
     * Reads a file; other files that it names must lie below its project's root: the nearest folder above it that holds
     * a {@code .git}, or else the file's own folder.
     *
     * @throws Problems with everything that is wrong with it
     * @throws IOException if the file cannot be read
     */
    public ScenarioFile load(Path file, Overrides overrides) throws Problems, IOException {
        if (!Excerpt.line(file.toString()).equals(file.toString())) {
            throw new Problems(List.of(Problem.errorOfWhole(
                    file.toString(), "the name of a scenario's file has only characters that show themselves")));
        }
        String text = BoundedFile.text(file, MOST_BYTES);
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        Files files = Files.beside(file);
        return load(name, file.toString(), text, files, overrides);
    }

    /**
     * Reads a scenario that is no file, such as one of the library.
     *
     * @param name what messages call it
     * @throws Problems with everything that is wrong with it
     */
    public ScenarioFile load(String name, String text, Overrides overrides) throws Problems {
        return load(name, name, text, new Files(Optional.empty(), Optional.empty()), overrides);
    }

    /**
     * Reads one assertion, as they stand under {@code sla:}.
     *
     * @throws IllegalArgumentException if the text is none, saying what was expected
     */
    public static Relation assertion(String text) {
        try {
            return Relations.relation(text);
        } catch (ValueException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    /**
     * Reads the name of a number, as it stands on the left of an assertion.
     *
     * @throws IllegalArgumentException if the text is none, saying what was expected
     */
    public static Metric metric(String text) {
        try {
            return Relations.metric(text);
        } catch (ValueException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    private ScenarioFile load(String name, String source, String text, Files files, Overrides overrides)
            throws Problems {
        Findings findings = new Findings();
        Node written = YamlReader.read(source, text, Place.FILE, findings);
        if (written == null) {
            findings.throwIfAny();
        }
        if (!(written instanceof Entries own)) {
            findings.error(written.place(), "a scenario is a map of sections, such as components: and requests:");
            throw new Problems(findings.sorted());
        }
        Entries root = new Parents(library, files, findings).under(own);
        Parts parts = ofFile(root, name, findings);
        List<ScenarioFile.Variant> variants =
                variants(root, parts.of(ScenarioSection.SECTION), files, overrides, findings);
        findings.throwIfAny();
        AboutSection.About about = parts.of(AboutSection.SECTION);
        return new ScenarioFile(
                name,
                parts.of(ScenarioSection.SECTION),
                about.question(),
                about.lesson(),
                text,
                Digest.of(variants, files.recorded()),
                variants,
                parts.of(SweepSection.SECTION),
                findings.sorted());
    }

    /** Reads what the file says as a whole, and refuses sections that there are not. */
    private Parts ofFile(Entries root, String name, Findings findings) {
        List<String> known = Section.names(vocabulary.sections());
        root.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                findings.error(entry.key(), Nearest.unknownChoice("section", key, known));
            }
        });
        FileSection.Source source = new FileSection.Source(root, name, vocabulary, findings);
        Parts parts = new Parts();
        vocabulary.sections().forEach(section -> {
            if (section instanceof FileSection<?> ofFile) {
                parts.read(ofFile, source);
            }
        });
        return parts;
    }

    private List<ScenarioFile.Variant> variants(
            Entries root, String title, Files files, Overrides overrides, Findings findings) {
        List<ScenarioFile.Variant> read = new ArrayList<>();
        Entries prices = overrides
                .prices()
                .map(list -> Prices.list(list.name(), list.text(), Place.SET, findings))
                .orElseGet(() -> Prices.list("prices.yaml", Prices.shipped(), Place.DEFAULT, findings));
        VariantReader reader = new VariantReader(vocabulary, files, profiles, prices, findings);
        Layers layers = new Layers(vocabulary.sections(), findings);
        List<VariantsSection.Variant> written = VariantsSection.SECTION.read(root, findings);
        Set<String> used = new TreeSet<>();
        Parameters parameters = null;
        List<Entries> laid = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            VariantsSection.Variant variant = written.get(i);
            findings.within(variant.name());
            Entries layered = root;
            for (var set : variant.sets().entrySet()) {
                layered = layers.set(
                        layered,
                        set.getKey(),
                        set.getValue().value(),
                        set.getValue().key());
            }
            layered = command(layered, overrides, layers, findings);
            laid.add(layered);
            parameters = new Parameters(layered.get(ParamsSection.NAME), used, findings);
            Entries expanded = scaled(expand(layered, parameters), overrides.peak(), findings);
            Node faults = variant.faults() == null ? null : parameters.expand(variant.faults());
            Settings settings = new Settings();
            parameters.note(settings);
            ScenarioFile.Variant one = reader.read(expanded, variant, faults, i == 0, title, settings);
            if (one != null) {
                read.add(one);
            } else if (buildable) {
                reader.checkRest(expanded, variant, faults, i == 0);
            }
        }
        if (findings.errors() > 0 && buildable) {
            reader.checkBeside(read, written.size());
        }
        findings.within("");
        parameters.warnOfUnused();
        if (findings.errors() == 0) {
            Reachability.warn(root, read, findings);
            trySwept(laid.get(0), written.get(0), reader, findings);
        }
        return read;
    }

    /** Lays what is swept over a variant, one by one, and refuses what the variant would not take. */
    private void trySwept(Entries laid, VariantsSection.Variant variant, VariantReader reader, Findings findings) {
        SweepSection.SECTION.settings(laid).forEach((path, value) -> {
            Findings scratch = new Findings();
            Entries set = new Layers(vocabulary.sections(), scratch).set(laid, path, value, value.place());
            Parameters parameters = new Parameters(set.get(ParamsSection.NAME), new TreeSet<>(), scratch);
            reader.with(scratch).read(expand(set, parameters), variant, null, true, "", new Settings());
            scratch.at(value.place()).forEach(wrong -> findings.error(value.place(), wrong.message()));
        });
    }

    private Entries expand(Entries root, Parameters parameters) {
        Entries expanded = root;
        for (Section<?> section : vocabulary.sections()) {
            Entry entry = section.written(root);
            if (entry != null && section.parametric()) {
                expanded = expanded.with(section.name(), new Entry(entry.key(), parameters.expand(entry.value())));
            }
        }
        return expanded;
    }

    private static Entries scaled(Entries root, String peak, Findings findings) {
        if (peak.isEmpty()) {
            return root;
        }
        SourceText source = SourceText.of("--vary load", peak);
        return LoadScale.to(peak, root, new Place(source, 1, 1, peak.length(), Place.SET, List.of()), findings);
    }

    /** Lays what the command line says over a variant: parameters, then settings, then other options. */
    private static Entries command(Entries root, Overrides overrides, Layers layers, Findings findings) {
        Entries layered = root;
        for (String param : overrides.params()) {
            layered = command(layered, "--param", ParamsSection.NAME + ".", param, Place.PARAM, layers, findings);
        }
        for (String set : overrides.sets()) {
            layered = command(layered, "--set", "", set, Place.SET, layers, findings);
        }
        for (Overrides.Option option : overrides.options()) {
            String typed = option.value();
            SourceText source = SourceText.of(option.name(), typed);
            Place place = new Place(source, 1, 1, Math.max(1, typed.length()), Place.SET, List.of());
            layered = layers.set(layered, option.path(), new Text(typed, true, place), place);
        }
        return layered;
    }

    private static Entries command(
            Entries root, String option, String prefix, String text, String origin, Layers layers, Findings findings) {
        int equals = text.indexOf('=');
        Place whole = new Place(SourceText.of(option, text), 1, 1, Math.max(1, text.length()), origin, List.of());
        if (equals < 1) {
            findings.error(whole, "'" + text + "' sets nothing; expected " + option + " NAME=VALUE");
            return root;
        }
        if (text.substring(equals + 1).strip().startsWith("&")) {
            findings.error(
                    whole,
                    "a value cannot start with '&', which is an anchor in YAML and names nothing here; put it in"
                            + " quotes");
            return root;
        }
        if (!TextLimits.check(whole.source(), origin, findings)) {
            return root;
        }
        if (text.substring(equals + 1).isBlank()) {
            findings.error(whole, "'" + text + "' has no value; expected " + option + " NAME=VALUE");
            return root;
        }
        Findings own = new Findings();
        String padded = " ".repeat(equals + 1) + text.substring(equals + 1);
        Node value = YamlReader.read(whole.source(), padded, origin, own);
        if (value == null || own.errors() > 0) {
            value = new Text(text.substring(equals + 1), true, whole);
        }
        Place key = new Place(whole.source(), 1, 1, equals, origin, List.of());
        return layers.set(root, prefix + text.substring(0, equals), value, key);
    }
}
