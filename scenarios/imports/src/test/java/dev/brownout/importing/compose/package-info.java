/** Tests of the import of Compose files. */
package dev.brownout.importing.compose;
