/** Tests of the import of Terraform plans and states. */
package dev.brownout.importing.terraform;
