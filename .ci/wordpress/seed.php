<?php
// Adds sheets until there are as many as asked for: `seed.php 33`. The first ones are those that go wrong.
require __DIR__ . '/wp-load.php';
// An editor with all rights writes what they like.
kses_remove_filters();
$hostile = "\x1b[31mRouge\x1b]8;;https://evil.example\x07 \u{202e}egnahC<script>alert(1)</script>";
for ($number = 1 + array_sum((array) wp_count_posts('prestataire')); $number <= (int) $argv[1]; $number++) {
    $sheet = ['post_type' => 'prestataire', 'post_status' => 'publish',
        'post_title' => "L'Exemple n°$number & Cie", 'post_content' => "<p>Fiche d'essai &amp; exemple <b>$number</b>.</p>",
        'meta_input' => ['site_web' => "https://exemple$number.example/", 'ville' => "Ville $number", 'code_postal' => '44000']];
    if ($number === 2) {
        $sheet['post_title'] = $hostile;
        $sheet['post_content'] = $hostile;
        $sheet['meta_input'] = ['site_web' => 'javascript:alert(1)', 'ville' => $hostile, 'code_postal' => '44000'];
    }
    if ($number === 3) {
        $sheet['post_password'] = 'secret';
    }
    $id = wp_insert_post(wp_slash($sheet), true);
    if (is_wp_error($id)) {
        fwrite(STDERR, $id->get_error_message() . "\n");
        exit(1);
    }
    if ($number !== 4) {
        wp_set_object_terms($id, ['Formation', 'Sensibilisation'], 'accompagnement');
        wp_set_object_terms($id, ['À distance'], 'modalite');
    }
}
