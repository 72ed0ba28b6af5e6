// UNTRIED: what pom.xml says, for Gradle 7.6 or newer. Brownout's own build runs pom.xml and only holds the versions here to it.

plugins {
    java
}

group = "shop"
version = "1"

repositories {
    // Where `mvn install` in a clone of Brownout puts it; not needed for a version that Maven Central has.
    mavenLocal()
    mavenCentral()
}

dependencies {
    testImplementation(platform("dev.brownout:bom:0.1.0"))
    testImplementation("dev.brownout:testing")
    testImplementation(platform("org.junit:junit-bom:6.1.3"))
    testImplementation("org.junit.jupiter:junit-jupiter")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher")
}

tasks.withType<JavaCompile>().configureEach {
    options.release.set(17)
    options.encoding = "UTF-8"
}

tasks.test {
    useJUnitPlatform()
}
