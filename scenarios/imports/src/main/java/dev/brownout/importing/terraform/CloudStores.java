package dev.brownout.importing.terraform;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.terraform.CloudPart.Place;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Databases, caches and tables: RDS, Aurora, DocumentDB, ElastiCache, DynamoDB and S3. */
final class CloudStores {
    private static final int CORES = 2;
    private static final String UNKNOWN_CORES = "unknown: A GUESS, as the instance class has no known processors";

    private final CloudInventory inventory;
    private final ResourceGraph graph;

    private CloudStores(CloudInventory inventory) {
        this.inventory = inventory;
        this.graph = inventory.graph();
    }

    /** Adds the parts of all databases, caches and tables. */
    static void add(CloudInventory inventory) {
        CloudStores stores = new CloudStores(inventory);
        stores.graph.of("aws_db_instance").stream()
                .filter(one -> !isReplica(one))
                .forEach(stores::database);
        stores.graph.of("aws_db_instance").stream()
                .filter(CloudStores::isReplica)
                .forEach(stores::replica);
        stores.graph.of("aws_rds_cluster", "aws_docdb_cluster").forEach(stores::cluster);
        stores.graph.of("aws_elasticache_replication_group").forEach(stores::replicationGroup);
        stores.graph.of("aws_elasticache_cluster").forEach(stores::cacheCluster);
        stores.graph.of("aws_dynamodb_table").forEach(stores::table);
        stores.graph.of("aws_s3_bucket").forEach(stores::bucket);
    }

    /**
     * Returns whether a database is a read replica. A source that is known after the plan is applied is absent among
     * the values, while a primary has the value null or an empty text.
     */
    private static boolean isReplica(TerraformResource database) {
        return database.get("replicate_source_db").isPresent()
                || !database.values().fields().containsKey("replicate_source_db")
                        && database.references().containsKey("replicate_source_db");
    }

    private void database(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.STORE, "database");
        profile(part, resource);
        processors(part, resource, resource.get("instance_class").text());
        if (resource.get("multi_az").isTrue()) {
            part.set("replicas", "1", "origin: " + resource.address() + " multi_az: a standby")
                    .set("zones", "2", "the standby is in another zone")
                    .set("replication.mode", "sync", "Amazon RDS, Multi-AZ instances: synchronous replication")
                    .set("reads.from", "primary", "Amazon RDS: a standby serves no reads")
                    .set("failover.after", "90s", "Amazon RDS, Multi-AZ instances: typically 60 s to 120 s");
        }
    }

    private void replica(TerraformResource resource) {
        List<TerraformResource> sources = graph.targets(resource, "replicate_source_db", "aws_db_instance");
        CloudPart part = sources.isEmpty() ? null : inventory.part(sources.get(0));
        if (part == null) {
            inventory.list(resource, "a replica of a database that is in none of the files");
            return;
        }
        inventory.use(resource, part);
        boolean standby = sources.get(0).get("multi_az").isTrue();
        if (standby) {
            inventory.list(resource, "a read replica beside a standby: here the standby is the only replica");
            return;
        }
        long before = part.settings().get("replicas") == null
                ? 0
                : Long.parseLong(part.settings().get("replicas").value());
        part.set("replicas", Long.toString(before + 1), "origin: " + resource.address())
                .set("replication.mode", "async", "Amazon RDS, read replicas: asynchronous replication")
                .set("reads.from", "replicas", "a guess: reads use the read replicas");
    }

    private void cluster(TerraformResource resource) {
        List<TerraformResource> instances = graph.of("aws_rds_cluster_instance", "aws_docdb_cluster_instance").stream()
                .filter(one -> graph.targets(one, "cluster_identifier", resource.type())
                        .contains(resource))
                .toList();
        CloudPart part = inventory.add(resource, Place.STORE, "database");
        instances.forEach(one -> inventory.use(one, part));
        profile(part, resource);
        boolean standbys =
                instances.isEmpty() && resource.get("db_cluster_instance_class").isPresent();
        TerraformResource first = instances.isEmpty() ? resource : instances.get(0);
        String type = first.get(standbys ? "db_cluster_instance_class" : "instance_class")
                .text();
        processors(part, first, type);
        if (instances.stream().anyMatch(one -> !one.get("instance_class").text().equals(type))) {
            inventory.remark(resource, "instances of several classes; here all have the class of the first");
        }
        long replicas = standbys ? 2 : Math.max(0, instances.size() - 1);
        if (replicas > 0) {
            part.set(
                            "replicas",
                            Long.toString(replicas),
                            standbys
                                    ? "Amazon RDS, Multi-AZ clusters: two standbys"
                                    : "origin: the instances of " + resource.address())
                    .set(
                            "replication.mode",
                            standbys ? "semi-sync" : "sync",
                            standbys
                                    ? "Amazon RDS, Multi-AZ clusters: semisynchronous replication"
                                    : "Amazon Aurora: all instances share one storage, so that no write is lost")
                    .set("reads.from", "any", "a guess: reads use the writer and the readers")
                    .set("failover.after", "30s", "Amazon Aurora, high availability: often less than 30 s");
        }
    }

    private static void profile(CloudPart part, TerraformResource resource) {
        String engine = resource.get("engine").text().toLowerCase(Locale.ROOT);
        String profile = engine.contains("postgres")
                ? "postgres"
                : engine.contains("mysql") || engine.contains("mariadb") ? "mysql" : "";
        if (!profile.isEmpty()) {
            part.set("profile", profile, "origin: " + resource.address() + " engine");
        }
    }

    private void processors(CloudPart part, TerraformResource resource, String type) {
        inventory.remarkBursts(resource, type);
        OptionalLong known = InstanceTypes.processors(type);
        part.processors(
                known.orElse(CORES), known.isPresent() ? "origin: " + resource.address() + ", " + type : UNKNOWN_CORES);
    }

    private void replicationGroup(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.STORE, "cache");
        part.set("profile", "redis", "ElastiCache for Redis or Valkey");
        long shards = Math.max(1, first(resource, "num_node_groups", "cluster_mode.num_node_groups", 1));
        long replicas = first(resource, "replicas_per_node_group", "cluster_mode.replicas_per_node_group", -1);
        long members = first(resource, "num_cache_clusters", "number_cache_clusters", 1);
        long copies = replicas >= 0 ? replicas + 1 : Math.max(1, members / shards);
        cacheNodes(part, resource, shards, copies);
        if (copies > 1 && !resource.get("automatic_failover_enabled").isTrue()) {
            inventory.remark(resource, "without automatic failover; here a copy takes over after 'failover'");
        }
    }

    private static long first(TerraformResource resource, String name, String other, long usual) {
        JsonValue value = resource.get(name);
        return value.isPresent()
                ? value.integer(usual)
                : resource.get(other.split("\\.", -1)).integer(usual);
    }

    /** Sets the nodes of a cache, which are all nodes of all shards, and the copies of each entry on them. */
    private void cacheNodes(CloudPart part, TerraformResource resource, long shards, long copies) {
        inventory.remarkBursts(resource, resource.get("node_type").text());
        String origin = "origin: " + resource.address() + ": " + shards + (shards == 1 ? " shard" : " shards")
                + " with " + copies + (copies == 1 ? " node" : " nodes");
        part.nodes(shards * copies, origin);
        if (copies > 1) {
            part.set("copies", Long.toString(copies), origin);
        }
    }

    private void cacheCluster(TerraformResource resource) {
        if (resource.get("replication_group_id").isPresent()) {
            List<TerraformResource> groups =
                    graph.targets(resource, "replication_group_id", "aws_elasticache_replication_group");
            if (!groups.isEmpty()) {
                inventory.use(resource, inventory.part(groups.get(0)));
                return;
            }
        }
        CloudPart part = inventory.add(resource, Place.STORE, "cache");
        inventory.remarkBursts(resource, resource.get("node_type").text());
        boolean memcached = resource.get("engine").text().equals("memcached");
        part.set("profile", memcached ? "memcached" : "redis", "origin: " + resource.address() + " engine");
        part.nodes(resource.get("num_cache_nodes").integer(1), "origin: " + resource.address() + " num_cache_nodes");
    }

    /**
     * Adds a table. A read unit serves two eventually consistent reads of at most 4 kB each second; unused units of
     * five minutes can be used in bursts (Amazon DynamoDB, provisioned capacity mode).
     */
    private void table(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.STORE, "database");
        part.set("profile", "dynamodb", "");
        part.set("read", "exp(5ms)", "unknown: A PLACEHOLDER, to be measured");
        part.set("cores", "64", "unknown: A GUESS, as it is a managed service");
        long units = resource.get("read_capacity").integer(0);
        if (!resource.get("billing_mode").text().equals("PAY_PER_REQUEST") && units > 0) {
            String origin = "origin: " + resource.address() + " read_capacity: two reads of 4 kB for each unit";
            part.set("rate_limit.rate", LanguageNumbers.format(2.0 * units, 9) + "/s", origin)
                    .set("rate_limit.burst", Long.toString(600 * units), "Amazon DynamoDB: unused units of 5 min")
                    .set("rate_limit.shared", "true", "the capacity is that of the table");
            part.limit(2.0 * units);
            inventory.listSetting(resource, "write_capacity", "the capacity of writes; here all calls are reads");
        }
    }

    private void bucket(TerraformResource resource) {
        CloudPart part = inventory.add(resource, Place.STORE, "server");
        part.set("cores", "64", "unknown: A GUESS, as it is a managed service");
        part.set("service", "exp(30ms)", "unknown: A PLACEHOLDER, to be measured");
    }
}
