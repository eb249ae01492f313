"""A Drive that is not there: `mount` says what Colab's says, and mounts nothing."""


def mount(folder):
    print(f"Mounted at {folder}")
