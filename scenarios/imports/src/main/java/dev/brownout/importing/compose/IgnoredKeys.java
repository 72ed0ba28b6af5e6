package dev.brownout.importing.compose;

import dev.brownout.importing.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of a Compose service without an effect on the scenario, each with the reason. */
final class IgnoredKeys {
    private static final Map<String, List<String>> OF_A_SERVICE = new LinkedHashMap<>();

    private static final Map<String, List<String>> OF_A_DEPLOYMENT = new LinkedHashMap<>();

    static {
        OF_A_SERVICE.put(
                "names and labels change neither load nor time",
                List.of("annotations", "container_name", "domainname", "hostname", "labels"));
        OF_A_SERVICE.put(
                "it determines how an image is obtained", List.of("build", "develop", "platform", "pull_policy"));
        OF_A_SERVICE.put(
                "all components are in one network here, and hosts outside of these files are no components",
                List.of(
                        "dns",
                        "dns_opt",
                        "dns_search",
                        "expose",
                        "extra_hosts",
                        "mac_address",
                        "network_mode",
                        "networks"));
        OF_A_SERVICE.put(
                "disks and files of containers are not simulated",
                List.of("configs", "read_only", "secrets", "storage_opt", "tmpfs", "volumes", "volumes_from"));
        OF_A_SERVICE.put(
                "permissions and namespaces change neither load nor time",
                List.of(
                        "cap_add",
                        "cap_drop",
                        "cgroup",
                        "cgroup_parent",
                        "credential_spec",
                        "device_cgroup_rules",
                        "group_add",
                        "ipc",
                        "isolation",
                        "pid",
                        "privileged",
                        "security_opt",
                        "user",
                        "userns_mode",
                        "uts"));
        OF_A_SERVICE.put("devices other than CPUs are not simulated", List.of("devices", "gpus", "runtime"));
        OF_A_SERVICE.put(
                "limits of the operating system are not simulated",
                List.of("oom_kill_disable", "oom_score_adj", "shm_size", "sysctls", "ulimits"));
        OF_A_SERVICE.put("the logging of containers is not simulated", List.of("logging"));
        OF_A_SERVICE.put(
                "the start of a process is not simulated",
                List.of("attach", "init", "post_start", "stdin_open", "tty", "working_dir"));
        OF_A_SERVICE.put(
                "a scenario stops a node with the faults crash and drain, which have their own duration",
                List.of("pre_stop", "stop_grace_period", "stop_signal"));
        OF_A_DEPLOYMENT.put("names and labels change neither load nor time", List.of("labels"));
        OF_A_DEPLOYMENT.put("the hosts of the nodes are unknown", List.of("placement"));
        OF_A_DEPLOYMENT.put("calls between services choose a node at random here", List.of("endpoint_mode"));
        OF_A_DEPLOYMENT.put(
                "a rollout is a fault of a scenario, 'deploy', with its own parameters",
                List.of("rollback_config", "update_config"));
    }

    private IgnoredKeys() {}

    /** Marks the keys of a service, each class with its reason. */
    static void markIgnored(Setting service) {
        OF_A_SERVICE.forEach(
                (reason, keys) -> keys.forEach(key -> service.get(key).markIgnored(reason)));
        Setting deploy = service.get("deploy");
        OF_A_DEPLOYMENT.forEach(
                (reason, keys) -> keys.forEach(key -> deploy.get(key).markIgnored(reason)));
        service.entries().forEach((key, extension) -> {
            if (key.startsWith("x-")) {
                extension.markIgnored("Compose ignores extensions outside of their aliases");
            }
        });
    }
}
