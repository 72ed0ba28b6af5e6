package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.random.AssumedDistribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.regex.Pattern;

/** Section {@code requests}: the request classes of users. */
final class RequestsSection extends NamedSection<RequestSpec> {
    static final String NAME = DeclaredNames.REQUESTS;
    static final RequestsSection SECTION = new RequestsSection();

    private static final String SIZE = "size";
    private static final String STEPS = "steps";
    private static final Pattern KEYS_AND_SIZES = Pattern.compile("\\s*trace\\(\\s*[^\\s,]+[\\s,]+\\S.*");
    private static final SectionShape.Key PATH = new SectionShape.Key(
            "path",
            "a list of names",
            "Names of the components on its path; each passes the request to the next.",
            SectionShape.ListShape.of(SectionShape.PlainShape.WORDS));

    private RequestsSection() {
        super(NAME, "request", "Classes of user requests, by name.", """
                requests:
                  read: { share: 90%, key: zipf(1.0 100k), path: [web, cache, db] }
                  save: { share: 10%, timeout: 2s, steps: [web, write: db] }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return new SectionShape.NamedMapShape(
                SectionShape.Of.record(RequestSpec.class).with(PATH, STEPS));
    }

    @Override
    public List<String> notes() {
        return List.of("Short form of " + STEPS + ", " + PATH.name() + ": [a, b] is " + PATH.description() + ".");
    }

    @Override
    public boolean isRequired() {
        return true;
    }

    @Override
    public List<String> oneOf() {
        return List.of(PATH.name(), STEPS);
    }

    /** Removes the previous route of a request when a new one is set, in either of its two forms. */
    @Override
    public Entries exclude(Entries request, String key) {
        if (key.equals(PATH.name())) {
            return request.exclude(STEPS);
        }
        return key.equals(STEPS) ? request.exclude(PATH.name()) : request;
    }

    @Override
    RequestSpec read(String name, Entry entry, Source source) {
        if (source.names().components().contains(name)) {
            source.findings().error(entry.key(), "'{}' is already a component; name the request differently", name);
        }
        BindingPath bindingPath =
                new BindingPath(NAME + "." + name, Sentence.of("request '{}'", name), "request", entry.key());
        return map(entry, bindingPath, source.findings())
                .map(entries -> withAssumedSize(
                        entries, source.binder().record(RequestSpec.class, entries, bindingPath), source.findings()))
                .orElse(null);
    }

    /**
     * Returns the request. If it declares no size, its default size is marked as assumed. Reports a declared size if
     * the trace records sizes.
     */
    private static RequestSpec withAssumedSize(Entries requestEntries, RequestSpec request, ProblemCollector findings) {
        boolean hasRecordedSizes =
                request != null && request.key().flatMap(KeyPopularity::sizes).isPresent();
        if (hasRecordedSizes && requestEntries.get(SIZE) != null) {
            findings.error(
                    requestEntries.entries().get(SIZE).key(),
                    "the sizes are those that were recorded with the keys; leave out either 'size' or "
                            + "the size= of the trace");
        }
        boolean hasSize = request == null || hasRecordedSizes || requestEntries.get(SIZE) != null;
        return hasSize ? request : request.sized(new AssumedDistribution(request.size()));
    }

    /** Returns whether any request declares the size of its objects. */
    static boolean isSized(Entries root) {
        return root.get(NAME) instanceof Entries requests
                && requests.entries().values().stream()
                        .anyMatch(entry -> entry.value() instanceof Entries request
                                && (request.get(SIZE) != null || recordsSizes(request)));
    }

    /**
     * Returns whether sizes are recorded with the keys: the argument after the file of a trace is the column of sizes.
     */
    private static boolean recordsSizes(Entries request) {
        return request.get("key") instanceof Text key
                && KEYS_AND_SIZES.matcher(key.value()).matches();
    }

    @Override
    void check(ParsedSections parts, Source source) {
        ReferenceChecks checks = new ReferenceChecks(parts, source);
        checks.shares(parts.of(this));
        checks.checkTimeouts(parts.of(this));
    }

    /** Omits default sizes of responses. A size that is written would be billed. */
    @Override
    boolean isShown(SettingPath path, Setting setting) {
        return !setting.origin().equals(SourceLocation.DEFAULT)
                || path.innerSteps().size() != 2
                || !path.innerSteps().get(1).equals(SIZE);
    }
}
