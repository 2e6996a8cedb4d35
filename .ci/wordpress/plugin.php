<?php
// Sheets of providers, as a directory of associations might have them. The type and its fields are ours: they are
// those of no known site.
add_action('init', function () {
    register_post_type('prestataire', [
        'public' => true, 'label' => 'Prestataires', 'show_in_rest' => true, 'rest_base' => 'prestataires',
        'supports' => ['title', 'editor', 'custom-fields'],
    ]);
    foreach (['accompagnement', 'taille', 'modalite', 'structure'] as $name) {
        register_taxonomy($name, 'prestataire', ['public' => true, 'label' => $name, 'show_in_rest' => true]);
    }
    foreach (['site_web', 'ville', 'code_postal'] as $name) {
        register_post_meta('prestataire', $name, ['type' => 'string', 'single' => true, 'show_in_rest' => true]);
    }
});
