/** Tests of the import of configurations of proxies. */
package dev.brownout.importing.proxy;
