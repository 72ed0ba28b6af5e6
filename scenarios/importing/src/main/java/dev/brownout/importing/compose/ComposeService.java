package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.InfrastructureProduct;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Service of a Compose file: its product, its number of machines, and the hosts that it references. */
final class ComposeService {
    /** Keys that are irrelevant to load and timing. */
    private static final List<String> PASSED_OVER = List.of(
            "annotations",
            "attach",
            "build",
            "cap_add",
            "cap_drop",
            "cgroup",
            "cgroup_parent",
            "configs",
            "container_name",
            "credential_spec",
            "develop",
            "device_cgroup_rules",
            "devices",
            "dns",
            "dns_opt",
            "dns_search",
            "domainname",
            "expose",
            "external_links",
            "extra_hosts",
            "group_add",
            "hostname",
            "image",
            "init",
            "ipc",
            "isolation",
            "labels",
            "logging",
            "mac_address",
            "network_mode",
            "networks",
            "oom_kill_disable",
            "oom_score_adj",
            "pid",
            "platform",
            "post_start",
            "pre_stop",
            "privileged",
            "pull_policy",
            "read_only",
            "runtime",
            "secrets",
            "security_opt",
            "shm_size",
            "stdin_open",
            "stop_grace_period",
            "stop_signal",
            "storage_opt",
            "sysctls",
            "tmpfs",
            "tty",
            "ulimits",
            "user",
            "userns_mode",
            "uts",
            "volumes",
            "volumes_from",
            "working_dir");

    private static final List<String> DEPLOY_PASSED_OVER =
            List.of("endpoint_mode", "labels", "placement", "rollback_config", "update_config");

    private final String name;
    private final Setting setting;
    private final Optional<Product> product;
    private final Optional<InfrastructureProduct> beside;
    private final String why;

    ComposeService(String name, Setting setting) {
        this.name = name;
        this.setting = setting;
        Setting image = setting.get("image");
        String text = Interpolation.of(image.peekText()).text();
        boolean unset = image.said() && text.startsWith("$");
        Optional<Product> known = unset
                ? Product.of(image.peekText().replaceAll("[^A-Za-z0-9_]", ""))
                : image.said() ? Product.ofImage(text) : Optional.empty();
        boolean called = known.isEmpty() && (!image.said() || unset || Product.says(name));
        this.product = called ? Product.of(name) : known;
        this.beside = image.said() && !unset ? InfrastructureProduct.ofImage(text) : InfrastructureProduct.of(name);
        String shown = product.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
        String origin = (image.said() ? image : setting).origin();
        String whose = called
                ? (image.said() && !unset ? "a guess, as its image is unknown otherwise: " : "")
                        + "a service of that name"
                : unset ? "a guess: the variable of its image" : "its image";
        this.why = (product.isPresent() ? whose + " is " + shown + " (" + origin + ")" : origin)
                + (unset ? ", a variable that is not set in these files" : "");
    }

    String name() {
        return name;
    }

    Setting setting() {
        return setting;
    }

    Optional<Product> product() {
        return product;
    }

    /** Returns the host names of the service. */
    List<String> names() {
        List<String> all = new ArrayList<>(List.of(name));
        for (String key : List.of("container_name", "hostname")) {
            if (setting.get(key).said()) {
                all.add(Interpolation.of(setting.get(key).peekText()).text());
            }
        }
        setting.get("networks")
                .entries()
                .values()
                .forEach(network -> network.get("aliases").items().forEach(alias -> all.add(alias.peekText())));
        return all;
    }

    /** Creates the system part of this service, without its callees. */
    SystemPart part(String called) {
        Role role = product.map(Product::role).orElse(Role.SERVER);
        SystemPart part = new SystemPart(called, role, why);
        part.beside(beside);
        setting.passOver(PASSED_OVER);
        setting.get("env_file").ignore("env files are not read, as they may contain secrets");
        product.filter(known -> !known.profile().isEmpty())
                .ifPresent(known -> part.say("profile", known.profile(), "origin: " + why));
        if (product.equals(Optional.of(Product.TRAEFIK))) {
            part.say("algorithm", "round-robin", "Traefik's default");
        }
        machines(part);
        cpus(part);
        memory(part);
        if (role.passes() && !setting.get("ports").items().isEmpty()) {
            setting.get("ports").items().forEach(ComposeService::read);
            part.entered("its ports are open (" + setting.get("ports").origin() + ")");
        }
        setting.get("ports").passOver();
        setting.get("deploy").passOver(DEPLOY_PASSED_OVER);
        return part;
    }

    private static void read(Setting port) {
        port.text();
        port.passOver();
    }

    private void machines(SystemPart part) {
        Setting mode = setting.get("deploy", "mode");
        if (mode.peekText().startsWith("global")) {
            mode.ignore(name + " runs once on each node of the cluster, and the number of nodes is unknown");
        }
        mode.passOver();
        for (Setting said : List.of(setting.get("scale"), setting.get("deploy", "replicas"))) {
            whole(said).ifPresent(number -> {
                if (part.role() == Role.SERVER
                        || number == 1
                        || ProductConfiguration.primaryOf(this).isPresent()) {
                    part.nodes(number, said.origin());
                } else {
                    said.ignore(
                            name + " runs " + number + " times, and the distribution of work between them is unknown");
                }
            });
        }
    }

    private Optional<Long> whole(Setting said) {
        Interpolation text = Interpolation.of(said.peekText());
        OptionalDouble number = DockerUnits.number(text.text());
        if (!text.known() || number.isEmpty() || number.getAsDouble() < 1 || number.getAsDouble() > 50_000) {
            if (said.said()) {
                said.ignore(said.path() + " is not a number of nodes");
            }
            return Optional.empty();
        }
        said.text();
        return Optional.of((long) number.getAsDouble());
    }

    private void cpus(SystemPart part) {
        Setting limit = setting.get("deploy", "resources", "limits", "cpus");
        Setting said = limit.said() ? limit : setting.get("cpus");
        OptionalDouble number =
                DockerUnits.number(Interpolation.of(said.peekText()).text());
        if (number.isPresent() && number.getAsDouble() > 0) {
            said.text();
            if (part.role() == Role.SERVER || part.role() == Role.DATABASE || part.role() == Role.BALANCER) {
                part.cpus(number.getAsDouble(), said.origin());
            } else {
                said.ignore("the part of a CPU that " + name + " has: here it limits nothing");
            }
        } else if (said.said()) {
            said.ignore(said.path() + " is not a number of CPUs");
        }
        for (String other : List.of(
                "cpu_count",
                "cpu_percent",
                "cpu_period",
                "cpu_quota",
                "cpu_rt_period",
                "cpu_rt_runtime",
                "cpu_shares",
                "cpuset")) {
            setting.get(other).ignore("of the CPUs of " + name + " only 'cpus' is imported");
        }
        setting.get("deploy", "resources", "reservations").passOver();
    }

    private void memory(SystemPart part) {
        Setting limit = setting.get("deploy", "resources", "limits", "memory");
        Setting said = limit.said() ? limit : setting.get("mem_limit");
        said.ignore(
                "the memory of",
                name,
                "out-of-memory errors are not simulated"
                        + (part.role() == Role.CACHE
                                ? "; at that limit the process is killed, while its own configuration sets "
                                        + "the size of its data"
                                : ""));
        setting.get("deploy", "resources", "limits", "pids").passOver();
        for (String other :
                List.of("mem_reservation", "mem_swappiness", "memswap_limit", "pids_limit", "blkio_config")) {
            setting.get(other).passOver();
        }
    }

    /** Returns the environment variables of the service, by name. */
    Map<String, Setting> environment() {
        Setting environment = setting.get("environment");
        if (environment.isMap()) {
            return environment.entries();
        }
        Map<String, Setting> all = new LinkedHashMap<>();
        environment.items().forEach(item -> all.put(item.peekText().split("=", 2)[0], item));
        return all;
    }

    /** Returns the value of a variable as written in the file, without marking it as used. */
    static String value(Setting variable) {
        String text = variable.peekText();
        boolean pair = variable.path().endsWith("]");
        int equals = text.indexOf('=');
        return pair ? equals < 0 ? "" : text.substring(equals + 1) : text;
    }

    /** Returns the words of the command and entrypoint, without marking them as used. */
    List<Setting> commands() {
        List<Setting> all = new ArrayList<>();
        for (String key : List.of("entrypoint", "command")) {
            Setting command = setting.get(key);
            if (command.isList()) {
                all.addAll(command.items());
            } else if (command.said()) {
                all.add(command);
            }
        }
        return all;
    }

    /** Marks variables and commands as passed over; they are not copied to the scenario. */
    void passOverTheRest() {
        setting.get("environment").passOver();
        setting.get("command").passOver();
        setting.get("entrypoint").passOver();
    }
}
