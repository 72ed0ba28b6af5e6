/** Tests of imports from proxy configurations. */
package dev.brownout.importing.proxy;
