package dev.brownout.randomscenario;

import dev.brownout.component.database.DatabaseSpec;
import dev.brownout.fault.SetRateLimitFault;
import dev.brownout.fault.SplitShardFault;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.network.RegionRttTable;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Generates a random scenario from a seed. */
final class ScenarioGenerator {
    private final Chance chance;
    private final Scale scale;
    private final TestFiles files;
    private final Names names;
    private final FieldTexts fields;
    private final Grammar grammar = Grammar.LEARNED;
    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Map<String, Object> requests = new LinkedHashMap<>();
    private final Map<String, List<String>> places = new LinkedHashMap<>();
    private final Wish requestedScenario;
    /** Separate random stream for optimal eviction, so that scenarios without a cache do not change. */
    private final Chance future;
    /** Separate random stream for journeys, so that scenarios without visitors do not change. */
    private final Chance visits;

    /** Separate random stream for alerts, so that scenarios without alerts do not change. */
    private final Chance watches;

    /** Separate random stream for persistent connections, so that scenarios without connections do not change. */
    private final Chance keeps;

    /** Separate random stream for private components, so that scenarios without them do not change. */
    private final Chance privateComponents;
    /** Separate random stream for components on shared machines. */
    private final Chance lodgers;
    /** Separate random stream for balancers before inner tiers. */
    private final Chance inner;

    /**
     * Contents that a scenario must have, so that all combinations are covered.
     *
     * @param kind a kind of component
     * @param verb a fault that hits a component of that kind
     * @param policy a policy on that component
     */
    record Wish(String kind, String verb, String policy) {
        /**
         * Returns the required contents for an index. Verbs alternate fastest; each round uses the next kind that the
         * verb can hit and the next policy, until all combinations have been covered.
         */
        static Wish of(long index) {
            List<String> verbs = List.copyOf(FaultTexts.verbs().keySet());
            List<String> policies = List.copyOf(PolicyTexts.all().keySet());
            String verb = verbs.get((int) Math.floorMod(index, (long) verbs.size()));
            List<String> kinds = Grammar.LEARNED.hitBy(verb);
            long round = Math.floorDiv(index, (long) verbs.size());
            return new Wish(kinds.get((int) Math.floorMod(round, (long) kinds.size())), verb, policies.get((int)
                    Math.floorMod(round + round / kinds.size(), (long) policies.size())));
        }
    }

    private ScenarioGenerator(long seed, Wish request) {
        this.chance = new Chance(seed);
        this.requestedScenario = request;
        this.future = new Chance(~seed);
        this.visits = new Chance(seed ^ 0x5DEECE66DL);
        this.watches = new Chance(seed ^ 0x2545F4914F6CDD1DL);
        this.keeps = new Chance(seed ^ 0x6A09E667F3BCC909L);
        this.privateComponents = new Chance(seed ^ 0x369DEA0F31A53F85L);
        this.lodgers = new Chance(seed ^ 0x1B873593CC9E2D51L);
        this.inner = new Chance(seed ^ 0x4CF5AD432745937FL);
        this.scale = Scale.of(chance);
        this.files = new TestFiles(chance);
        this.names = new Names(new ArrayList<>(), new LinkedHashMap<>(), new TreeMap<>());
        this.fields = new FieldTexts(chance, scale, names, files, grammar);
    }

    /** Returns the scenario of a number. Equal numbers give equal scenarios. */
    static ValidScenario create(long index) {
        return new ScenarioGenerator(index * 0x9E3779B97F4A7C15L + 1, Wish.of(index)).create();
    }

    /**
     * Generated scenario, with the errors of the parts that were removed until it was valid.
     *
     * @param scenario the scenario; the last attempt if none was valid
     * @param file the loaded scenario; empty if none was valid
     * @param refused errors of the removed parts
     */
    record ValidScenario(ScenarioCase scenario, Optional<ScenarioFile> file, List<Problem> refused) {}

    private ValidScenario create() {
        root.put("version", "1");
        root.put("scenario", "Random");
        run();
        regions();
        network();
        nameComponents();
        Map<String, Object> components = new LinkedHashMap<>();
        names.components().forEach((name, kind) -> components.put(name, component(name, kind)));
        root.put("components", components);
        requests();
        faults();
        flag();
        relations();
        OptimalEvictionSetup.configure(root, names, future);
        Journeys.addJourneys(root, requests, fields, visits);
        ConnectionScenarios.addConnections(root, requests, names, fields, keeps);
        InnerBalancerCalls.addCalls(root, requests, names, fields, inner);
        Alerts.addAlerts(root, names, fields, scale, watches);
        seclude(components);
        SharedMachinePlacement.place(components, names.components(), lodgers);
        Rewrites rewrites = new Rewrites(chance, root, files, fields);
        rewrites.apply();
        ValidScenario made = new Repair(chance, root, files, fields).repaired();
        return made.file().isPresent() && chance.percent(10) ? rewrites.withParent(made) : made;
    }

    /** Makes some components private. Where users call them, this is removed again like any invalid part. */
    private void seclude(Map<String, Object> components) {
        for (Object component : components.values()) {
            if (privateComponents.percent(7) && component instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked")
                Map<String, Object> own = (Map<String, Object>) map;
                own.put("private", privateComponents.word("true", "true", "false"));
            }
        }
    }

    /** Defines the parameter to which steps or faults refer. */
    private void flag() {
        String text = root.get("requests") + "" + root.get("components") + root.get("faults");
        if (text.contains(FaultTexts.PARAMETER)) {
            Map<String, Object> params = new LinkedHashMap<>();
            params.put(FaultTexts.PARAMETER, chance.nextInt(101) + "%");
            root.put("params", params);
        }
    }

    private void run() {
        String duration = fields.amounts().time(scale.runNanos());
        if (chance.percent(40)) {
            root.put("run", duration);
            return;
        }
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("duration", duration);
        if (chance.percent(50)) {
            run.put(
                    "warmup",
                    fields.amounts().time(Scale.round(Math.max(1, scale.runNanos() * chance.nextInt(60) / 100.0))));
        }
        if (chance.percent(60)) {
            run.put("seed", Long.toString(chance.percent(10) ? Long.MAX_VALUE : chance.nextInt(1000)));
        }
        root.put("run", run);
    }

    private void regions() {
        Map<String, Object> regions = new LinkedHashMap<>();
        List<String> table = new ArrayList<>(RegionRttTable.names());
        boolean linked = Grammar.LEARNED.hits(requestedScenario.verb, "link/");
        int many = chance.percent(35) && !linked ? 0 : chance.intBetween(1, 3);
        int left = 100;
        for (int i = 0; i < many; i++) {
            Map<String, Object> region = new LinkedHashMap<>();
            String place = table.remove(chance.nextInt(table.size()));
            boolean own = chance.percent(50);
            String name = own ? "r" + i : place;
            if (chance.percent(20)) {
                region.put("latitude", Integer.toString(chance.intBetween(-90, 90)));
                region.put("longitude", chance.intBetween(-180, 179) + ".5");
            } else if (own || chance.percent(20)) {
                region.put("at", place);
            }
            int users = i == many - 1 ? left : chance.nextInt(left + 1);
            left -= users;
            region.put("users", users + "%");
            if (chance.percent(20) && i > 0) {
                Map<String, Object> rtt = new LinkedHashMap<>();
                rtt.put(chance.of(names.regions()), fields.amounts().time(fields.duration() / 10));
                region.put("rtt", rtt);
            }
            regions.put(name, region);
            names.regions().add(name);
        }
        if (many > 0) {
            root.put("regions", regions);
        }
    }

    private void network() {
        if (chance.percent(25)) {
            root.put("network", "none");
        } else if (chance.percent(50)) {
            root.put("network", fields.record(NetworkSpec.class, 50));
        }
    }

    private void nameComponents() {
        List<String> kinds = List.copyOf(Grammar.kinds().keySet());
        List<String> requested = new ArrayList<>(List.of(requestedScenario.kind));
        for (int i = chance.intBetween(1, 4); i > 0; i--) {
            requested.add(chance.of(kinds));
        }
        if (requested.stream().noneMatch(k -> grammar.isTerminal(k) && grammar.follows("", k))) {
            requested.add(chance.of(kinds.stream()
                    .filter(k -> grammar.isTerminal(k) && grammar.follows("", k))
                    .toList()));
        }
        requested.forEach(
                kind -> names.components().put("c" + names.components().size() + "-" + kind, kind));
    }

    private Map<String, Object> component(String name, String kind) {
        Map<String, Object> component = new LinkedHashMap<>();
        Class<?> type = Grammar.kinds().get(kind);
        component.put("kind", kind);
        component.putAll(fields.record(type, chance.word("0", "30", "60").length() * 15 + chance.nextInt(40)));
        if (FaultTexts.verbs().get(requestedScenario.verb) == SplitShardFault.class && type == DatabaseSpec.class) {
            inRanges(component);
        }
        List<String> own = SpecFields.of(type).names();
        if (!own.contains("regions") && !names.regions().isEmpty() && chance.percent(70)) {
            List<Object> regions = new ArrayList<>(names.regions());
            regions.removeIf(r -> regions.size() > 1 && chance.percent(40));
            component.put("regions", regions);
            places.put(name, regions.stream().map(String.class::cast).toList());
        } else if (!names.regions().isEmpty()) {
            places.put(
                    name, List.of(names.regions().stream().sorted().findFirst().orElseThrow()));
        }
        if (!own.contains("zones") && chance.percent(15)) {
            component.put("zones", Integer.toString(chance.intBetween(1, 4)));
        }
        if (!own.contains("mtbf") && chance.percent(10)) {
            component.put("mtbf", fields.amounts().time(Math.max(1, scale.runNanos() / chance.intBetween(1, 20))));
            component.put("mttr", fields.amounts().time(Math.max(1, scale.runNanos() / chance.intBetween(5, 50))));
            component.put("fails_by", chance.word("crash", "power-off", "blackhole", "hang", "pause"));
        }
        List<String> policies = new ArrayList<>(fields.policies().randomPolicies());
        if (kind.equals(requestedScenario.kind) && chance.percent(60)) {
            policies.add(requestedScenario.policy);
        }
        if (kind.equals(requestedScenario.kind)
                && FaultTexts.verbs().get(requestedScenario.verb) == SetRateLimitFault.class) {
            policies.add("rate-limit");
        }
        fields.policies().addRandomPolicies(component, own, policies);
        for (String parts : List.of("endpoints", "queries")) {
            if (component.get(parts) instanceof Map<?, ?> map && !map.isEmpty()) {
                names.endpoints()
                        .put(name, map.keySet().stream().map(String.class::cast).toList());
            }
        }
        return component;
    }

    /** Configures a database with ranges that can be split: without other parameters that bind keys to shards. */
    private void inRanges(Map<String, Object> database) {
        database.keySet()
                .removeAll(List.of("replication", "failover", "memory", "hot_keys", "column", "storage", "profile"));
        database.put("sharding", "range");
        database.put("shards", chance.word("2", "3"));
        Map<String, Object> move = new LinkedHashMap<>();
        move.put("data", chance.word("1MB", "1GB"));
        move.put("chunk", chance.word("whole", "10MB"));
        database.put("move", move);
    }

    private void requests() {
        int many = chance.intBetween(1, 3);
        boolean rates = chance.percent(25);
        if (!rates) {
            root.put("load", fields.loads().randomLoad(1));
        }
        int left = 100;
        List<String> own = new ArrayList<>(SpecFields.of(RequestSpec.class).names());
        for (int i = 0; i < many; i++) {
            Map<String, Object> request = new LinkedHashMap<>();
            int share = i == many - 1 ? left : chance.nextInt(left + 1);
            left -= share;
            if (rates) {
                request.put("rate", fields.loads().randomLoad(1.0 / many));
            } else if (many > 1 || chance.percent(30)) {
                request.put("share", share + "%");
            }
            for (SpecField field : SpecFields.of(RequestSpec.class).fields()) {
                boolean isPresent = request.containsKey(field.name())
                        || List.of("share", "rate").contains(field.name());
                if (!isPresent
                        && !FieldTexts.special(field)
                        && chance.percent(field.name().equals("key") ? 70 : 30)) {
                    request.put(field.name(), fields.value(field.type(), field));
                }
            }
            fields.paths().addPath(request);
            List<String> policies = new ArrayList<>(fields.policies().randomPolicies());
            if (i == 0 && chance.percent(60)) {
                policies.add(requestedScenario.policy);
            }
            fields.policies().writePolicies(request, own, policies);
            requests.put("q" + i, request);
        }
        root.put("requests", requests);
    }

    private void faults() {
        List<Object> faults = new ArrayList<>();
        FaultTexts texts = new FaultTexts(chance, scale, names, fields);
        List<String> verbs = List.copyOf(FaultTexts.verbs().keySet());
        for (int i = 0; i < 3; i++) {
            String requested = chance.of(names.of(requestedScenario.kind));
            faults.add(texts.fault(requestedScenario.verb, requested, places.getOrDefault(requested, List.of())));
        }
        for (int i = chance.nextInt(4); i > 0; i--) {
            String component = chance.of(List.copyOf(names.components().keySet()));
            faults.add(texts.fault(chance.of(verbs), component, places.getOrDefault(component, List.of())));
        }
        root.put("faults", faults);
    }

    private void relations() {
        List<String> faults = new ArrayList<>();
        ((List<?>) root.get("faults")).forEach(f -> faults.add(name((Map<?, ?>) f)));
        RelationTexts texts = new RelationTexts(
                chance,
                scale,
                names,
                List.copyOf(requests.keySet()),
                faults.stream().distinct().toList(),
                grammar);
        Map<String, Object> sla = new LinkedHashMap<>();
        for (int i = chance.nextInt(5); i > 0; i--) {
            sla.put("a" + i, texts.relation());
        }
        Map<String, Object> predict = new LinkedHashMap<>();
        for (int i = chance.percent(25) ? chance.intBetween(1, 2) : 0; i > 0; i--) {
            predict.put("guess " + i, texts.prediction());
        }
        List<Object> charts = new ArrayList<>();
        for (int i = chance.percent(25) ? chance.intBetween(1, 3) : 0; i > 0; i--) {
            charts.add(texts.chart());
        }
        if (!sla.isEmpty()) {
            root.put("sla", sla);
        }
        if (!predict.isEmpty()) {
            root.put("predict", predict);
        }
        if (!charts.isEmpty()) {
            root.put("charts", charts);
        }
    }

    private static String name(Map<?, ?> fault) {
        if (fault.containsKey("as")) {
            return (String) fault.get("as");
        }
        String sentence = String.valueOf(fault.values().iterator().next());
        int as = sentence.indexOf(" as ");
        return as < 0 || fault.size() > 1 ? "fault" : sentence.substring(as + 4);
    }
}
