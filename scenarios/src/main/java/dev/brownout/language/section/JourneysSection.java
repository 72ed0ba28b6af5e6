package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Section {@code journeys}: user sessions that send one request after the other. */
final class JourneysSection extends NamedSection<JourneySpec> {
    static final JourneysSection SECTION = new JourneysSection();

    private JourneysSection() {
        super(
                DeclaredNames.JOURNEYS,
                "journey",
                "Visits of users with several requests one after the other, by name; they determine "
                        + "the rate of each request.",
                """
                journeys:
                  shopper:
                    rate: 10/s
                    leaves: { error: 100%, wait: 3s }
                    returns: { share: 60%, after: exp(1d) }
                    steps: [login, { request: browse, times: 3, think: exp(5s) }, { request: buy, when: 30% }]
                requests:
                  login: { path: [web] }
                  browse: { path: [web, cache, db] }
                  buy: { steps: [web, write: db] }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return new SectionShape.NamedMapShape(SectionShape.Of.record(JourneySpec.class));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "A request that is part of a journey needs no rate and no share; a rate or share of its own is added.",
                "A request without a key has that of its journey. Outside of a journey it draws a key of the same "
                        + "distribution for itself.",
                "Users that return ('returns') keep their number, region and key, and with these their session, "
                        + "browser cache, admission to a waiting room, own writes and earlier reads, and holds of "
                        + "stock, as far as these have not expired. A component with a limited number of users or "
                        + "browsers assigns each user to one of its own at random: give it many more than the run has.",
                "With 'returns' the rate is that of new users. With a of them per second, a probability p and a mean "
                        + "time m between two visits, the long run has a/(1 - p) visits per second and a m p/(1 - p) "
                        + "users away.",
                "Not modelled: users that are away when the run starts, so that a warm-up takes a few times "
                        + "m/(1 - p); times between visits that follow the time of day or depend on earlier visits; "
                        + "an end of the session of reads.session of a database, which lasts for all visits. The "
                        + "analytical estimate is of the long run, and takes no user as leaving early and browser "
                        + "caches as shared evenly by all requests.");
    }

    @Override
    void check(ParsedSections parts, Source source) {
        Map<String, RequestSpec> requests = parts.of(RequestsSection.SECTION);
        Map<String, JourneySpec> keyOf = new TreeMap<>();
        parts.of(this).forEach((name, journey) -> {
            List<String> keyless = journey.meanRequestsByName().keySet().stream()
                    .filter(request -> requests.containsKey(request)
                            && requests.get(request).key().isEmpty())
                    .toList();
            SourceLocation location = ((Entries) written(source.root()).value())
                    .entries()
                    .get(name)
                    .key();
            if (journey.key().isPresent()
                    && keyless.isEmpty()
                    && requests.keySet()
                            .containsAll(journey.meanRequestsByName().keySet())) {
                source.findings()
                        .error(
                                ProblemKind.IMPOSSIBLE,
                                location,
                                "no request of journey '{}' uses its key: each has a key of its own; "
                                        + "remove one of the two",
                                name);
            }
            for (String request : keyless) {
                JourneySpec other = keyOf.putIfAbsent(request, journey);
                if (other != null && !other.key().equals(journey.key())) {
                    source.findings()
                            .error(
                                    ProblemKind.IMPOSSIBLE,
                                    location,
                                    "request '{}' is in two journeys with different keys; write a key "
                                            + "for the request, or a request for each journey",
                                    request);
                }
            }
        });
    }

    @Override
    JourneySpec read(String name, Entry entry, Source source) {
        requireUniqueAcross(List.of(DeclaredNames.COMPONENTS, DeclaredNames.REQUESTS), name, entry, source);
        BindingPath path =
                new BindingPath(name() + "." + name, Sentence.of("journey '{}'", name), "journey", entry.key());
        return map(entry, path, source.findings())
                .map(m -> source.binder().record(JourneySpec.class, m, path))
                .orElse(null);
    }
}
