<?php
// Makes the site; a second run changes its addresses: `install.php ''` takes the readable ones away.
define('WP_INSTALLING', true);
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
if (!is_blog_installed()) {
    wp_install('Annuaire d’essai', 'admin', 'admin@example.org', true, '', 'essai');
}
update_option('permalink_structure', $argv[1]);
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules();
